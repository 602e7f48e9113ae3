/** First step: records that stand on the wrong partition go to the right one. */
package io.lethe.router;
