package io.lethe.serde;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes the objects that a reader fills, where Avro's own way does not serve. Thread-safe.
 *
 * <ul>
 *   <li>Avro refuses every class that a system property does not list, which would leave each user of the serde with a
 *       flag to set. Here a class passes if it was generated from a schema: making one does nothing else.
 *   <li>Avro looks a class up by name for each record and enum it reads. Here it is kept by the identity of the schema.
 *   <li>Avro's lists do not compare: of two equal ones that hold a moment in an optional field, equals() throws. Here a
 *       list is an ArrayList. Avro's other reader (its "fast" one) leaves no choice of list, and was measured no faster.
 * </ul>
 */
public final class GeneratedData extends SpecificData {
    /** Replaced, never changed: read for every record, written a few times in all. */
    private volatile IdentityHashMap<Schema, Optional<Class<?>>> classes = new IdentityHashMap<>();

    GeneratedData(ClassLoader loader) {
        super(loader);
        setFastReaderEnabled(false);
    }

    /**
     * The model for a generated class, for reading bytes that another place than the registry describes.
     *
     * @param type a generated class
     */
    public static GeneratedData of(Class<? extends SpecificRecord> type) {
        GeneratedData data = new GeneratedData(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(data::addLogicalTypeConversion);
        return data;
    }

    /** The generated class of the schema's name, null when there is none. */
    @Override
    public Class<?> getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> generated(schema);
            default -> super.getClass(schema);
        };
    }

    @Override
    public Object newArray(Object old, int size, Schema schema) {
        return new ArrayList<>(size);
    }

    private Class<?> generated(Schema schema) {
        Optional<Class<?>> found = classes.get(schema);
        return (found == null ? remember(schema) : found).orElse(null);
    }

    private synchronized Optional<Class<?>> remember(Schema schema) {
        Optional<Class<?>> found = load(getClassName(schema));
        IdentityHashMap<Schema, Optional<Class<?>>> more = new IdentityHashMap<>(classes);
        more.put(schema, found);
        classes = more;
        return found;
    }

    private Optional<Class<?>> load(String name) {
        try {
            return Optional.<Class<?>>of(Class.forName(name, false, getClassLoader()))
                    .filter(GeneratedData::isGenerated);
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        }
    }

    private static boolean isGenerated(Class<?> type) {
        return SpecificRecord.class.isAssignableFrom(type)
                || GenericEnumSymbol.class.isAssignableFrom(type)
                || SpecificFixed.class.isAssignableFrom(type);
    }
}
