/** How the steps are wired. */
package io.lethe.topology;
