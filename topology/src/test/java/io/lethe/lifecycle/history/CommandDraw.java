package io.lethe.lifecycle.history;

import io.lethe.lifecycle.DownloadLink;
import io.lethe.lifecycle.ExportFile;
import io.lethe.lifecycle.Hold;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.Inputs;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Service;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.AccessKind;
import io.lethe.schemas.Action;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.ReleaseHold;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Draws a command: new ones, repeats, clashes, and what people do with requests and holds. */
final class CommandDraw {
    private static final List<List<String>> IDENTITIES =
            List.of(List.of(), List.of("mail:a"), List.of("mail:a", "tel:b"));
    private final World world;
    private final SplittableRandom random;
    private final Instant at;

    CommandDraw(World world, SplittableRandom random, Instant at) {
        this.world = world;
        this.random = random;
        this.at = at;
    }

    Stimulus draw() {
        return Stimulus.of(at, command(random.nextInt(100)));
    }

    private Input.Command command(int what) {
        if (what < 20) {
            return fresh(erasure());
        }
        if (what < 30) {
            return fresh(export());
        }
        if (what < 36 && !world.commands.isEmpty()) {
            return repeat();
        }
        Optional<String> file = what < 94 ? Optional.empty() : exportWithFile();
        if (file.isPresent()) {
            return of(access(file.get()));
        }
        return of(what < 80 ? onRequest(what) : onHolds(what));
    }

    private Input.Command of(Object command) {
        String actor = "operator:" + random.nextInt(3);
        return Inputs.command(command, actor, known(Commands.requestId(command), command), at, List.of());
    }

    private Object onRequest(int what) {
        String id = someRequest();
        String reason = Generator.pick(random, "because", "because", "because", " ");
        Optional<WaiveService> residue = world.leaky && random.nextBoolean() ? waivedResidue() : Optional.empty();
        if (residue.isPresent()) {
            return residue.get();
        }
        if (what < 41) {
            return new CancelRequest(id, "changed my mind");
        }
        if (what < 44) {
            return new RejectRequest(id, reason);
        }
        if (what < 55) {
            return new ApproveRequest(id, null);
        }
        if (what < 62) {
            return new RetryRequest(id, random.nextInt(3) == 0 ? List.of(serviceOf(id)) : null);
        }
        if (what < 70) {
            return new WaiveService(id, serviceOf(id), reason);
        }
        if (what < 75) {
            return new ExtendDeadline(id, reason);
        }
        return what < 77 ? new ExpireExport(id) : access(exportWithFile().orElse(id));
    }

    private Optional<WaiveService> waivedResidue() {
        return world.state.requests().stream()
                .flatMap(r -> r.steps().stream()
                        .filter(s ->
                                s.action() == Action.VERIFY && s.status() == StepStatus.FAILED && s.nextAt() == null)
                        .map(s -> new WaiveService(r.id(), s.service(), "it is known")))
                .findFirst();
    }

    private Optional<String> exportWithFile() {
        return world.state.requests().stream()
                .filter(r -> r.phase() == Phase.READY && random.nextInt(5) > 0)
                .map(RequestState::id)
                .findFirst();
    }

    private RecordAccess access(String id) {
        boolean any = random.nextInt(3) == 0;
        AccessKind kind = any ? Generator.pick(random, AccessKind.values()) : AccessKind.DOWNLOAD_GRANTED;
        String code = switch (kind) {
            case DOWNLOAD_GRANTED -> random.nextInt(6) == 0 ? null : link(id).code();
            case LINK_ISSUED -> link(id).code();
            case DOWNLOAD_REFUSED -> "LINK_EXPIRED";
            case UNKNOWN -> null;
        };
        return new RecordAccess(id, kind, code, Generator.pick(random, "net1.a", "net2.b"), "agent", "");
    }

    /** One of three, each with its own end and number of uses, whenever it is drawn. */
    private DownloadLink link(String id) {
        int hours = Generator.pick(random, 10, 99, 400);
        Instant ready = world.state
                .request(id)
                .map(RequestState::file)
                .map(ExportFile::readyAt)
                .orElse(at);
        return new DownloadLink(String.format("%04d", hours), 1 + hours % 2, ready.plus(Duration.ofHours(hours)));
    }

    private Object onHolds(int what) {
        String holdId = Generator.pick(random, "h1", "h2", "h3");
        if (what < 88) {
            return PlaceHold.newBuilder()
                    .setHoldId(random.nextInt(20) == 0 ? "no hold/" : holdId)
                    .setServices(random.nextInt(3) == 0 ? null : someServices())
                    .setReason(random.nextInt(10) == 0 ? "" : "court")
                    .setUntil(random.nextBoolean() ? null : at.plus(Duration.ofHours(random.nextLong(-9, 400))))
                    .build();
        }
        List<Hold> holds = world.state.holds();
        boolean any = holds.isEmpty() || random.nextInt(6) == 0;
        return new ReleaseHold(any ? holdId : Generator.pick(random, holds).holdId());
    }

    private String someRequest() {
        List<RequestState> live = world.state.requests();
        if (live.isEmpty() || random.nextInt(10) == 0) {
            return world.requestsMade == 0 ? "none" : id(random.nextInt(world.requestsMade + 1));
        }
        return Generator.pick(random, live).id();
    }

    /** Mostly one that has not done its part yet. */
    private String serviceOf(String requestId) {
        List<Step> open = world.state.request(requestId).stream()
                .flatMap(r -> r.steps().stream())
                .filter(s -> !s.status().isEnded())
                .toList();
        return open.isEmpty() || random.nextInt(5) == 0
                ? someService()
                : Generator.pick(random, open).service();
    }

    private String someService() {
        return random.nextInt(12) == 0
                ? Generator.pick(random, "nobody", RequestState.PACKAGER)
                : Generator.pick(random, Services.NAMES);
    }

    private List<String> someServices() {
        List<String> some = new ArrayList<>();
        for (int n = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(3); n > 0; n--) {
            some.add(random.nextInt(25) == 0 ? someService() : Generator.pick(random, Services.NAMES));
        }
        return some;
    }

    /** Mostly services that can do what is asked. */
    private List<String> someServices(Predicate<Service> can) {
        List<String> able = world.catalogue.all().values().stream()
                .filter(s -> !s.removed() && can.test(s))
                .map(Service::name)
                .toList();
        if (able.isEmpty() || random.nextInt(6) == 0) {
            return someServices();
        }
        return random.ints(1 + random.nextInt(3), 0, able.size())
                .mapToObj(able::get)
                .toList();
    }

    private static String id(int n) {
        return "r" + n;
    }

    /** A new id, mostly; sometimes one that is taken, or another subject's. */
    private String newId() {
        int how = random.nextInt(40);
        if (how == 0) {
            return "foreign";
        }
        return how < 3 && world.requestsMade > 0 ? id(random.nextInt(world.requestsMade)) : id(world.requestsMade++);
    }

    private RequestErasure erasure() {
        return RequestErasure.newBuilder()
                .setRequestId(newId())
                .setRegulation(Generator.pick(random, Regulation.values()))
                .setIdentities(List.of())
                .setServices(random.nextInt(3) > 0 ? null : someServices(Service::canErase))
                .setGracePeriod(
                        random.nextInt(16) == 0
                                ? Generator.pick(random, "P1M", "-P1D", "-PT0.0001S", "P91D", "soon")
                                : Generator.pick(random, null, null, null, "PT0S", "PT0S", "P1D", "P20D", "P40D"))
                .setReceivedAt(received())
                .build();
    }

    private RequestExport export() {
        return RequestExport.newBuilder()
                .setRequestId(newId())
                .setRegulation(Generator.pick(random, Regulation.values()))
                .setIdentities(List.of())
                .setServices(random.nextInt(2) > 0 ? null : someServices(s -> s.can(Action.EXPORT)))
                .setFormat(ExportFormat.JSON)
                .setReceivedAt(received())
                .build();
    }

    private Instant received() {
        return random.nextInt(3) > 0 ? null : at.minus(Duration.ofDays(random.nextLong(-2, 60)));
    }

    private Input.Command fresh(Object command) {
        String actor = "operator:" + random.nextInt(3);
        Input.Command input = Inputs.command(
                command, actor, known(Commands.requestId(command), command), at, Generator.pick(random, IDENTITIES));
        world.commands.add(input.command());
        return input;
    }

    private Input.Command repeat() {
        PrivacyCommand old = Generator.pick(random, world.commands);
        Object command = old.getCommand();
        return Inputs.command(
                command,
                old.getIssuedBy(),
                known(Commands.requestId(command), command),
                at,
                Generator.pick(random, IDENTITIES));
    }

    private Input.Known known(String requestId, Object command) {
        if ("foreign".equals(requestId)) {
            world.model.foreign.add(requestId);
            return Input.Known.FOREIGN;
        }
        return world.known(command);
    }
}
