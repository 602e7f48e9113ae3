package io.lethe.cli.samples;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes the same customers every time: what a customer has depends on the customer's number and a fixed seed only. */
final class MadeUpData {
    private static final long SEED = 20_260_401;
    private static final Instant OPENED = Instant.parse("2023-01-02T08:00:00Z");
    private static final long MINUTES_OPEN = Duration.ofDays(1_200).toMinutes();
    private static final int MAX_ORDERS = 3;
    private static final int MAX_ITEMS = 3;
    private static final int MAX_QUANTITY = 4;
    private static final int MAX_CENTS = 20_000;
    private static final long ORDERS_APART = 100;

    private static final List<String> FIRST = List.of(
            "Ada", "Bela", "Cleo", "Dara", "Emil", "Fenja", "Gino", "Hana", "Ivo", "Jule", "Kai", "Lena", "Milo",
            "Nora", "Oskar", "Pia", "Rafa", "Sven", "Tilda", "Uma", "Vera", "Wim", "Yara", "Zoe");
    private static final List<String> LAST = List.of(
            "Abend", "Birke", "Castell", "Dorn", "Eichel", "Falter", "Grube", "Halm", "Igel", "Jansen", "Kiesel",
            "Linde", "Moor", "Nebel", "Ostwind", "Pappel", "Quell", "Rabe", "Silber", "Tanne", "Ufer", "Vogel", "Wiese",
            "Zander");
    private static final List<String> STREETS =
            List.of("Harbour Row", "Mill Lane", "Station Road", "Old Market", "Hill Street");
    private static final List<String> CITIES = List.of("Northwick", "Eastmere", "Southport Bay", "Westford", "Midvale");
    private static final List<String> ARTICLES =
            List.of("lamp", "kettle", "rug", "chair", "mirror", "shelf", "clock", "vase");
    private static final List<String> MEANS = List.of("card", "invoice", "transfer");

    private MadeUpData() {}

    static String id(int number) {
        return String.format("customer-%05d", number);
    }

    static Customer customer(int number) {
        SplittableRandom random = random(number, 1);
        String first = pick(FIRST, random);
        String last = pick(LAST, random);
        return new Customer(
                number,
                id(number),
                first + " " + last,
                first.toLowerCase(Locale.ROOT) + "." + number + "@example.org",
                String.format("+1-555-%07d", number),
                random.nextInt(1, 200) + " " + pick(STREETS, random),
                pick(CITIES, random),
                moment(random));
    }

    /** One to three orders. */
    static List<Order> orders(int number) {
        SplittableRandom random = random(number, 2);
        return IntStream.range(0, random.nextInt(1, MAX_ORDERS + 1))
                .mapToObj(index -> order(number, index, random))
                .toList();
    }

    /** A contract for every other customer, more or less, and an invoice for every fourth. */
    static List<Document> documents(int number) {
        SplittableRandom random = random(number, 3);
        return List.of("contract", "invoice").stream()
                .filter(kind -> random.nextInt(kind.equals("contract") ? 2 : 4) == 0)
                .map(kind -> document(customer(number), kind, moment(random)))
                .toList();
    }

    private static Order order(int number, int index, SplittableRandom random) {
        Instant at = moment(random);
        List<Order.Item> items = IntStream.rangeClosed(1, random.nextInt(1, MAX_ITEMS + 1))
                .mapToObj(line -> new Order.Item(
                        line,
                        pick(ARTICLES, random),
                        random.nextInt(1, MAX_QUANTITY + 1),
                        random.nextInt(100, MAX_CENTS)))
                .toList();
        return new Order(number * ORDERS_APART + index, id(number), at, items, pick(MEANS, random));
    }

    private static Document document(Customer customer, String kind, Instant at) {
        String text = "%s of %s%n%s, %s%n%s%n".formatted(kind, customer.name(), customer.street(), customer.city(), at);
        return new Document(customer.id(), at, kind, text);
    }

    private static SplittableRandom random(int number, int salt) {
        return new SplittableRandom(SEED * salt + number);
    }

    private static Instant moment(SplittableRandom random) {
        return OPENED.plus(Duration.ofMinutes(random.nextLong(MINUTES_OPEN)));
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
