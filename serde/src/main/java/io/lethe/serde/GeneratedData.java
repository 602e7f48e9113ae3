package io.lethe.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;

/**
 * Finds the classes that a schema names, and lets only generated ones pass. Avro by itself refuses every class that a
 * system property does not list, which would leave each user of the serde with a flag to set; a class generated from a
 * schema does nothing when it is made, so naming one does no harm.
 */
public final class GeneratedData extends SpecificData {
    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();

    GeneratedData(ClassLoader loader) {
        super(loader);
    }

    /**
     * The model for a generated class, for reading bytes that another place than the registry describes.
     *
     * @param type a generated class
     */
    public static GeneratedData of(Class<? extends SpecificRecord> type) {
        return new GeneratedData(type.getClassLoader()).with(SpecificData.getForClass(type));
    }

    /** Takes over the conversions of logical types that a generated class was made with. */
    GeneratedData with(SpecificData model) {
        model.getConversions().forEach(this::addLogicalTypeConversion);
        return this;
    }

    /** The generated class of the schema's name, null when there is none. */
    @Override
    public Class<?> getClass(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> generated(schema);
            default -> super.getClass(schema);
        };
    }

    private Class<?> generated(Schema schema) {
        Class<?> found = classes.computeIfAbsent(getClassName(schema), this::load);
        return found == Void.class ? null : found;
    }

    private Class<?> load(String name) {
        try {
            Class<?> found = Class.forName(name, false, getClassLoader());
            return isGenerated(found) ? found : Void.class;
        } catch (ClassNotFoundException absent) {
            return Void.class;
        }
    }

    private static boolean isGenerated(Class<?> type) {
        return SpecificRecord.class.isAssignableFrom(type)
                || GenericEnumSymbol.class.isAssignableFrom(type)
                || SpecificFixed.class.isAssignableFrom(type);
    }
}
