/** Every topic of Lethe as data, made by Admin before it is used, checked at each start; and how topics that others own are looked at. */
package io.lethe.topics;
