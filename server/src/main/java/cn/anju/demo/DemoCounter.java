package cn.anju.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** 一个小区的收费窗口：每天开班、收钱、交班；谁哪天来、用什么付，由种子定。 */
final class DemoCounter {

    /** 一个窗口：谁坐着，今天的班，抽屉里的钱。 */
    private static final class Window {
        private final DemoDesk desk;
        private final boolean mayWaive;
        private long shift;
        private BigDecimal drawer = BigDecimal.ZERO;

        private Window(DemoDesk desk, boolean mayWaive) {
            this.desk = desk;
            this.mayWaive = mayWaive;
        }
    }

    private record Line(String tariff, LocalDate dueOn, BigDecimal outstanding) {

        BigDecimal fee(LocalDate day) {
            var days = Math.max(0, ChronoUnit.DAYS.between(dueOn, day));
            return outstanding.multiply(DemoEstate.lateFeeRate(tariff)).multiply(BigDecimal.valueOf(days))
                .setScale(2, RoundingMode.HALF_UP).min(outstanding);
        }
    }

    /** 交了的一个班。 */
    record Closed(DemoDesk desk, long id, int cheques, boolean isShort) {}

    /** 从微信或银行来的一笔，对账时用得着。 */
    record Transfer(LocalDateTime at, BigDecimal amount, String reference) {}

    /** A payment and what of it went into the drawer. */
    private record Paid(long id, BigDecimal cash) {}

    private static final int LAST_VISIT = 25;

    private final long community;
    private final DemoEstate estate;
    private final Random random;
    private final List<Window> windows = new ArrayList<>();
    private final Map<String, List<Line>> open = new HashMap<>();
    private final Map<LocalDate, List<DemoRoom>> visits = new HashMap<>();
    private final Map<LocalDate, List<Closed>> closed = new HashMap<>();
    final List<Transfer> wechat = new ArrayList<>();
    final List<Transfer> alipay = new ArrayList<>();
    final List<Transfer> bank = new ArrayList<>();
    private int served;
    private int references;
    private int chequesToday;
    private LocalDateTime now = LocalDateTime.MIN;

    DemoCounter(long community, DemoEstate estate, Random random) {
        this.community = community;
        this.estate = estate;
        this.random = random;
    }

    DemoCounter window(DemoDesk desk, boolean mayWaive) {
        windows.add(new Window(desk, mayWaive));
        return this;
    }

    /** 账单出来以后：这个月谁会来，哪天来。 */
    void expect(YearMonth month, int turn) {
        open.clear();
        visits.clear();
        for (var row : windows.getFirst().desk.text(path("/arrears.csv?asOf=" + month.atEndOfMonth())).lines().skip(1).toList()) {
            var cells = row.split(",");
            open.computeIfAbsent(cells[0], code -> new ArrayList<>()).add(new Line(cells[1], LocalDate.parse(cells[3]), new BigDecimal(cells[4])));
        }
        for (var room : estate.rooms) {
            var offset = Math.floorMod(room.code().hashCode(), 7);
            var day = month.atDay(1 + random.nextInt(LAST_VISIT));
            if (room.isHandedOver() && open.containsKey(room.code()) && room.habit().comesIn(turn + offset))
                visits.computeIfAbsent(day, key -> new ArrayList<>()).add(room);
        }
    }

    /** The day on which this room comes this month, when it does. */
    Optional<LocalDate> visitOf(DemoRoom room) {
        return visits.entrySet().stream().filter(entry -> entry.getValue().contains(room)).map(Map.Entry::getKey).findFirst();
    }

    List<Closed> closedOn(LocalDate day) {
        return closed.getOrDefault(day, List.of());
    }

    /** Who would come later in the month comes today, so that there is a morning to look at. */
    void bringForward(LocalDate today, int least) {
        var here = visits.computeIfAbsent(today, key -> new ArrayList<>());
        visits.entrySet().stream().filter(entry -> entry.getKey().isAfter(today)).sorted(Map.Entry.comparingByKey())
            .flatMap(entry -> entry.getValue().stream()).limit(Math.max(0, least - here.size())).toList().forEach(here::add);
        estate.rooms.stream().filter(room -> room.isHandedOver() && room.habit() != DemoRoom.Habit.NEVER && open.containsKey(room.code()) && !here.contains(room))
            .limit(Math.max(0, least - here.size())).toList().forEach(here::add);
    }

    int expectedOn(LocalDate day) {
        return visits.getOrDefault(day, List.of()).size();
    }

    /** 开班；保险柜里有钱以后每班领五百备用金。 */
    void openShifts(LocalDate day) {
        if (expectedOn(day) == 0) return;
        for (var window : windows) {
            var safe = new BigDecimal(window.desk.get(path("/shifts/safe")).get("balance").asString());
            var petty = safe.compareTo(new BigDecimal("2000")) > 0 ? new BigDecimal("500.00") : new BigDecimal("0.00");
            window.shift = window.desk.post(path("/shifts"), Map.of("floatAmount", petty.toPlainString())).get("id").asLong();
            window.drawer = petty;
        }
        chequesToday = 0;
    }

    /** 今天来的第几位。 */
    void serve(LocalDate day, LocalDateTime moment, int place) {
        if (place >= expectedOn(day)) return;
        now = moment;
        var window = windows.get(place % windows.size());
        var room = visits.get(day).get(place);
        var payment = receive(window, room, day, "");
        served++;
        if (served % 90 == 0) {
            window.desk.post(path("/payments/%d/void".formatted(payment.id())), Map.of("reason", "付款方式选错，重新收取"));
            window.drawer = window.drawer.subtract(payment.cash());
            receive(window, room, day, "-again");
        }
        if (served % 40 == 0) oneOff(window, room, day);
        open.remove(room.code());
    }

    /** 交班；难得差一块钱，写明原因。 */
    void closeShifts(LocalDate day) {
        if (expectedOn(day) == 0) return;
        for (var window : windows) {
            var isShort = random.nextInt(60) == 0 && window.drawer.compareTo(BigDecimal.ONE) > 0;
            var counted = isShort ? window.drawer.subtract(BigDecimal.ONE) : window.drawer;
            window.desk.post(path("/shifts/%d/close".formatted(window.shift)),
                isShort ? Map.of("countedCash", counted.toPlainString(), "reason", "找零时少收一元，已当面核实") : Map.of("countedCash", counted.toPlainString()));
            closed.computeIfAbsent(day, key -> new ArrayList<>()).add(new Closed(window.desk, window.shift, window == windows.getFirst() ? chequesToday : 0, isShort));
        }
    }

    private Paid receive(Window window, DemoRoom room, LocalDate day, String again) {
        var lines = open.get(room.code());
        var principal = lines.stream().map(Line::outstanding).reduce(BigDecimal.ZERO, BigDecimal::add);
        var fee = lines.stream().map(line -> line.fee(day)).reduce(BigDecimal.ZERO, BigDecimal::add);
        var isWaived = window.mayWaive && fee.compareTo(BigDecimal.ONE) > 0 && random.nextInt(4) == 0;
        var body = new LinkedHashMap<String, Object>(Map.of("roomCode", room.code(), "lateFee", isWaived ? "WAIVE" : "COLLECT"));
        if (isWaived) body.put("waiverReason", "业主长期在外地，已批准减免");
        return pay(window, room, body, isWaived ? principal : principal.add(fee), "demo-%d-%s-%s%s".formatted(community, day, room.code(), again));
    }

    private void oneOff(Window window, DemoRoom room, LocalDate day) {
        var body = new LinkedHashMap<String, Object>(Map.of("roomCode", room.code(), "lateFee", "COLLECT", "billIds", List.of(),
            "charges", List.of(Map.of("code", "MJK", "quantity", "2"))));
        pay(window, room, body, new BigDecimal("40.00"), "demo-card-%d-%s-%s".formatted(community, day, room.code()));
    }

    private Paid pay(Window window, DemoRoom room, Map<String, Object> body, BigDecimal due, String key) {
        var percent = random.nextInt(100);
        if (percent < 22) {
            var handed = due.divide(BigDecimal.TEN, 0, RoundingMode.CEILING).multiply(BigDecimal.TEN).setScale(2);
            body.put("tenders", List.of(Map.of("method", "CASH", "amount", handed.toPlainString())));
            body.put("surplus", "CHANGE");
        } else if (percent < 30 && room.kind().equals("住宅")) {
            body.put("tenders", List.of(tender("WECHAT", due.add(new BigDecimal("600")))));
            body.put("surplus", "PREPAY");
        } else {
            body.put("tenders", tenders(percent, room, due));
            body.put("surplus", "PREPAY");
        }
        var payment = window.desk.post(path("/payments"), body, "Idempotency-Key", key);
        var cash = percent < 22 ? due : BigDecimal.ZERO;
        window.drawer = window.drawer.add(cash);
        return new Paid(payment.get("id").asLong(), cash);
    }

    private List<Map<String, String>> tenders(int percent, DemoRoom room, BigDecimal due) {
        if (room.kind().equals("商铺") && percent < 60) return List.of(cheque(due));
        if (percent >= 97 && due.compareTo(BigDecimal.TEN) > 0)
            return List.of(tender("ALIPAY", new BigDecimal("10.00")), tender("WECHAT", due.subtract(BigDecimal.TEN)));
        return List.of(tender(percent < 65 ? "WECHAT" : percent < 82 ? "ALIPAY" : percent < 90 ? "POS" : "BANK_TRANSFER", due));
    }

    private Map<String, String> cheque(BigDecimal amount) {
        var number = "%08d".formatted(31000000 + served);
        bank.add(new Transfer(now, amount, number));
        chequesToday++;
        return Map.of("method", "CHEQUE", "amount", amount.toPlainString(), "bank", "演示银行城西支行", "reference", number);
    }

    private Map<String, String> tender(String method, BigDecimal amount) {
        var statement = switch (method) {
            case "WECHAT" -> wechat;
            case "ALIPAY" -> alipay;
            case "BANK_TRANSFER" -> bank;
            default -> null;
        };
        if (statement == null) return Map.of("method", method, "amount", amount.toPlainString());
        var reference = "%s%03d%07d".formatted(method.substring(0, 1), community, ++references);
        statement.add(new Transfer(now, amount, reference));
        return Map.of("method", method, "amount", amount.toPlainString(), "reference", reference);
    }

    private String path(String rest) {
        return "/api/communities/" + community + rest;
    }
}
