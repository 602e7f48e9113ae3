package io.lethe.cli.samples;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Tables of a database, and where the subjects stand in them.
 *
 * @param database its name, which is the service's
 * @param tables in the order in which their rows are erased: children first
 * @param hideable the table whose column {@code deleted_at} hides a subject's data
 */
record Schema(String database, List<Table> tables, String hideable) {
    /**
     * One table.
     *
     * @param name its name
     * @param columns definition of its columns and constraints, as in CREATE TABLE
     * @param subjects condition for the rows of some subjects up to some moment: one array of ids, one timestamp
     * @param loaded columns that the sample data fills
     * @param rows what they hold for a customer's number, one list of values for each row
     */
    record Table(String name, String columns, String subjects, String loaded, IntFunction<Stream<List<Object>>> rows) {}
}
