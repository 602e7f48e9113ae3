package io.lethe.packager;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.schemas.ExportFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    private static final String JSON = "application/json";

    @Test
    void shouldWriteRowsAsOneJsonArrayWhateverWayTheyCame() throws Exception {
        for (String rows : new String[] {
            "{\"id\":1}\n{\"id\":-2,\"a\":[1,{\"b\":null}]}\n",
            "[{\"id\":1},{\"id\":-2,\"a\":[1,{\"b\":null}]}]",
            "[{\"id\":1}][{\"id\":-2,\"a\":[1,{\"b\":null}]}]"
        }) {
            Opened opened = archive(ExportFormat.JSON, source("orders", JSON, rows));
            assertThat(new ObjectMapper().readTree(opened.text("shop/orders.json")))
                    .isEqualTo(new ObjectMapper().readTree("[{\"id\":1},{\"id\":-2,\"a\":[1,{\"b\":null}]}]"));
            assertThat(opened.manifest().at("/files/0/rows").asLong()).isEqualTo(2);
        }
    }

    @Test
    void shouldWriteARowOnEachLineAndLoseNothingOfANumber() throws Exception {
        String rows = "{\"id\":1,\"x\":1.10}\n{\"id\":12345678901234567890123,\"x\":1e400}\n7\n";

        assertThat(archive(ExportFormat.JSON, source("orders", JSON, rows)).text("shop/orders.json"))
                .isEqualTo("[\n{\"id\":1,\"x\":1.10},\n{\"id\":12345678901234567890123,\"x\":1e400},\n7\n]\n");
        assertThat(archive(ExportFormat.JSON, source("orders", JSON, "")).text("shop/orders.json"))
                .isEqualTo("[\n\n]\n");
    }

    @Test
    void shouldWriteCsvWithTheColumnsOfAllRows() throws Exception {
        Opened opened = archive(
                ExportFormat.CSV,
                source("orders", JSON, "{\"id\":1,\"name\":\"Ü, \\\"x\\\"\"}\n{\"id\":2,\"tags\":[\"a\"]}\n7\n"));

        assertThat(opened.text("shop/orders.csv"))
                .isEqualTo("id,name,tags,value\r\n1,\"Ü, \"\"x\"\"\",,\r\n2,,\"[\"\"a\"\"]\",\r\n,,,7\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "=cmd|' /C calc'!A0"})
    void shouldProtectCellsThatASpreadsheetWouldRun(String text) throws Exception {
        String row = new ObjectMapper().writeValueAsString(Map.of("=name", text));
        String csv = archive(ExportFormat.CSV, source("orders", JSON, row)).text("shop/orders.csv");

        assertThat(csv).startsWith("\"'=name\"\r\n").contains("'" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5",
                "-0",
                "1e3",
                "1.10",
                "12345678.90",
                "0.0005",
                "0.1000000000000000055511151231257827",
                "12345678901234567890123",
                "1e400",
                "1E-99999999999"
            })
    void shouldLeaveNumbersAsTheyAreInEveryFormat(String number) throws Exception {
        DataSetSource rows = source("orders", JSON, "{\"a\":%1$s,\"b\":true,\"c\":[%1$s]}\n%1$s\n".formatted(number));

        assertThat(archive(ExportFormat.JSON, rows).text("shop/orders.json"))
                .isEqualTo("[\n{\"a\":%1$s,\"b\":true,\"c\":[%1$s]},\n%1$s\n]\n".formatted(number));
        assertThat(archive(ExportFormat.CSV, rows).text("shop/orders.csv").replace("\"", ""))
                .isEqualTo("a,b,c,value\r\n%1$s,true,[%1$s],\r\n,,,%1$s\r\n".formatted(number));
        assertThat(archive(ExportFormat.XML, rows).text("shop/orders.xml"))
                .contains("<field name=\"a\">" + number + "</field>")
                .contains("<item>" + number + "</item>")
                .contains("<row>" + number + "</row>");
    }

    @Test
    void shouldWriteXmlThatEveryParserReads() throws Exception {
        Opened opened = archive(
                ExportFormat.XML,
                source("or<ders", JSON, "{\"a b\":\"<&>\\u0000\\ud800\",\"n\":null,\"o\":{\"x\":[1,2]}}\n\"bare\"\n"));

        byte[] xml = opened.files().get("shop/or_ders.xml");
        var document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        assertThat(document.getDocumentElement().getAttribute("name")).isEqualTo("or<ders");
        assertThat(document.getElementsByTagName("row").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("field").item(0).getTextContent())
                .isEqualTo("<&>\uFFFD\uFFFD");
        assertThat(document.getElementsByTagName("item").getLength()).isEqualTo(2);
    }

    @Test
    void shouldTurnCsvOfAServiceIntoTheWantedFormat() throws Exception {
        DataSetSource csv = source("orders", "text/csv; charset=utf-8", "id,text\n1,=x\n2,\"a,b\"\n");

        assertThat(archive(ExportFormat.CSV, csv).text("shop/orders.csv"))
                .isEqualTo("id,text\r\n1,\"'=x\"\r\n2,\"a,b\"\r\n");
        assertThat(new ObjectMapper().readTree(archive(ExportFormat.JSON, csv).text("shop/orders.json")))
                .isEqualTo(new ObjectMapper()
                        .readTree("[{\"id\":\"1\",\"text\":\"=x\"},{\"id\":\"2\",\"text\":\"a,b\"}]"));
    }

    @Test
    void shouldHandFilesOnAsTheyAre() throws Exception {
        Opened opened =
                archive(ExportFormat.CSV, source("photo", "image/png", "\u0089PNG"), source("a.pdf", "x/y", "%"));

        assertThat(opened.files()).containsKeys("shop/photo.png", "shop/a.pdf");
        assertThat(opened.manifest().at("/files/0/rows").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":1}{\"id\":", "{\"id\":1}]x", "nonsense", "\u0000\u0001"})
    void shouldLoseNothingOfWhatIsNotWellFormed(String bytes) throws Exception {
        Opened opened = archive(ExportFormat.CSV, source("orders", JSON, bytes));

        assertThat(opened.text("shop/orders.bin")).isEqualTo(bytes);
        assertThat(opened.manifest().at("/files/0/note").asText()).contains("as received");
    }

    @Test
    void shouldLoseNothingOfWhatIsInAnotherEncoding() throws Exception {
        assertHandedOn("text/csv", "name\nJürgen\n".getBytes(ISO_8859_1));
        assertHandedOn("text/csv", new byte[] {'a', '\n', (byte) 0xC3});
        assertHandedOn(JSON, "{\"name\":\"Jürgen\"}".getBytes(ISO_8859_1));
        assertHandedOn(JSON, new byte[] {0, 0, '[', 0, 0, 0, ']', 0});
        assertHandedOn(JSON, new byte[] {0, 0, 0, '[', 0x7F, 0, 0, 0});
    }

    private static void assertHandedOn(String mediaType, byte[] bytes) throws IOException {
        DataSetSource source = new DataSetSource("shop", "orders", mediaType, () -> new ByteArrayInputStream(bytes));
        Opened opened = archive(ExportFormat.CSV, source);
        assertThat(opened.files().get("shop/orders.bin")).isEqualTo(bytes);
        assertThat(opened.manifest().at("/files/0/note").asText()).contains("as received");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, shop/etc_passwd.json",
        "/abs, shop/abs.json",
        "'a\\..\\b', shop/a_._b.json",
        "CON, shop/data_CON.json",
        "'..', shop/data_.json",
        "'ä ö', shop/data_.json",
        "x.json, shop/x.json"
    })
    void shouldKeepNamesInsideTheArchive(String name, String expected) throws Exception {
        assertThat(archive(ExportFormat.JSON, source(name, JSON, "{}")).files()).containsKey(expected);
    }

    @Test
    void shouldTellNamesApartThatBecomeTheSame() throws Exception {
        Opened opened = archive(
                ExportFormat.JSON,
                source("a/b", JSON, "{\"n\":1}"),
                source("a_b", JSON, "{\"n\":2}"),
                source("A_B", JSON, "{\"n\":3}"));

        assertThat(opened.files()).containsKeys("shop/a_b.json", "shop/a_b-2.json", "shop/A_B-3.json");
        assertThat(opened.text("shop/a_b-2.json")).contains("2");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameContent() throws Exception {
        DataSetSource rows = source("orders", JSON, "{\"id\":1}");
        assertThat(bytes(ExportFormat.XML, rows)).isEqualTo(bytes(ExportFormat.XML, rows));
    }

    private static DataSetSource source(String name, String mediaType, String bytes) {
        return new DataSetSource("shop", name, mediaType, () -> new ByteArrayInputStream(bytes.getBytes(UTF_8)));
    }

    private static Opened archive(ExportFormat format, DataSetSource... sources) throws IOException {
        return Opened.of(bytes(format, sources)).checked();
    }

    private static byte[] bytes(ExportFormat format, DataSetSource... sources) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Archive archive = new Archive(out, format, Given.ISSUED);
        for (DataSetSource source : sources) {
            archive.add(source);
        }
        archive.finish(new Manifest("r", "s", format.name(), "t", List.of(), archive.files()));
        return out.toByteArray();
    }
}
