package io.lethe.packager;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** {@code <dataset name><row><field name>value</field></row></dataset>}, UTF-8: names of fields stand in attributes, since they may be no names of XML. */
final class XmlRows implements RowWriter {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    private static final String UTF_8 = "UTF-8";

    private final XMLStreamWriter xml;

    XmlRows(OutputStream out, String name) throws IOException {
        try {
            xml = FACTORY.createXMLStreamWriter(out, UTF_8);
            xml.writeStartDocument(UTF_8, "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("dataset");
            xml.writeAttribute("name", legal(name));
            xml.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw unwrapped(e);
        }
    }

    @Override
    public void row(JsonParser row) throws IOException {
        try {
            element("row", null, row);
            xml.writeCharacters("\n");
        } catch (XMLStreamException e) {
            throw unwrapped(e);
        }
    }

    /** Numbers stay the texts that they came as. How deep values are nested is bounded by the parser. */
    private void element(String tag, String name, JsonParser value) throws IOException, XMLStreamException {
        xml.writeStartElement(tag);
        if (name != null) {
            xml.writeAttribute("name", legal(name));
        }
        switch (value.currentToken()) {
            case START_OBJECT -> fields(value);
            case START_ARRAY -> items(value);
            case VALUE_NULL -> {}
            default -> xml.writeCharacters(legal(value.getText()));
        }
        xml.writeEndElement();
    }

    private void fields(JsonParser object) throws IOException, XMLStreamException {
        while (object.nextToken() == JsonToken.FIELD_NAME) {
            String name = object.currentName();
            object.nextToken();
            element("field", name, object);
        }
    }

    private void items(JsonParser array) throws IOException, XMLStreamException {
        while (array.nextToken() != JsonToken.END_ARRAY) {
            element("item", null, array);
        }
    }

    /** XML 1.0 has no place for control characters and halves of pairs. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().forEach(c -> legal.appendCodePoint(isLegal(c) ? c : 0xFFFD));
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }

    @Override
    public void close() throws IOException {
        try {
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.writeCharacters("\n");
            xml.flush();
            xml.close();
        } catch (XMLStreamException e) {
            throw unwrapped(e);
        }
    }

    private static IOException unwrapped(XMLStreamException e) {
        return e.getNestedException() instanceof IOException io ? io : new IOException(e);
    }
}
