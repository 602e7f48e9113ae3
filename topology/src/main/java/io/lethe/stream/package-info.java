/** What the steps of the topology hand to each other. The steps themselves do not know each other. */
package io.lethe.stream;
