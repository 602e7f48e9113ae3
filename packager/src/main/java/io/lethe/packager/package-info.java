/** The export packager: stages fragments as they come, packs them when Lethe says so, deletes what it packed when Lethe says so. */
package io.lethe.packager;
