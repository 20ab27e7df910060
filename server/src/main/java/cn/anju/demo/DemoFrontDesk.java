package cn.anju.demo;

import cn.anju.demo.DemoRoom.Habit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** 受理台的一天：值班、来电、班表；同一户三次同样的毛病，一起漏水的几家，收费的服务，请别的部门帮忙，邻里调解，办到底的一卷投诉。 */
final class DemoFrontDesk implements DemoChapter {

    private static final String DESK = "front_desk";
    private static final String SUPERVISOR = "cs_supervisor";
    /** Seconds that each call of a day rings. */
    private static final List<Integer> RINGS = List.of(6, 9, 4, 31, 12);
    private static final int LET_GO = 30;
    private static final int CALL_DAYS = 15;

    /** 服务目录里的一项。 @param price in yuan */
    private record Offer(String code, String name, String category, String unit, String price, String description) {}

    private static final List<Offer> OFFERS = List.of(
        new Offer("HLT", "换水龙头（工费）", "REPAIR", "个", "30.00", "工费，材料按实收；自备龙头也装"), new Offer("STXD", "疏通下水道", "REPAIR", "处", "60.00", "机器疏通一处，堵在公共立管不收费"),
        new Offer("DGQX", "灯具、开关安装", "REPAIR", "处", "25.00", "自备灯具，含接线试亮"), new Offer("RCBJ", "日常保洁", "CLEANING", "小时", "45.00", "自带工具，两小时起"),
        new Offer("DGMC", "代购送上门", "SHOPPING", "次", "10.00", "小区周边两公里，买菜、买药，货款凭小票"), new Offer("HQBZ", "婚车布置与门前喜庆布置", "WEDDING", "场", "680.00", "气球门、红毯、引导停车"),
        new Offer("BJCC", "搬家", "MOVING", "车", "400.00", "四米二厢货一车，电梯房，两名工人"), new Offer("DDCP", "代订车票机票", "TICKETING", "张", "10.00", "票款另付，退改按承运人规定"),
        new Offer("KDDJ", "代收代寄快递", "COURIER", "件", "2.00", "大件代收保管三天；寄件运费另付"), new Offer("FYDY", "打印复印、扫描", "BUSINESS", "页", "0.50", "A4 黑白，A3 加倍"));

    private final DemoOffice office;
    private final List<DemoRoom> homes;
    private long complaint;

    DemoFrontDesk(DemoOffice office) {
        this.office = office;
        this.homes = office.flats(Habit.QUARTERLY);
    }

    @Override
    public void morning(LocalDate day) {
        if (List.of(60L, 35L, 12L).contains(office.today.toEpochDay() - day.toEpochDay())) drain(day);
        if (day.equals(office.today.minusDays(9))) complain(day);
        if (day.equals(office.today.minusDays(8))) file();
        if (day.getDayOfMonth() == 3) review();
    }

    @Override
    public void evening(LocalDate day) {
        if (day.isAfter(office.today.minusDays(CALL_DAYS))) calls(day);
    }

    @Override
    public void wait(LocalDate today) {
        duties(today);
        leak(today);
        paid(today);
        help(today);
        mediate(today);
    }

    /** The same drain for the third time: somebody has to find out why. */
    private void drain(LocalDate day) {
        var ticket = open(home(5), day, "REPAIR", "NORMAL", "厨房下水道又堵了", null);
        var order = send(ticket, "疏通厨房下水");
        for (var step : List.of("ACCEPT", "START")) office.post("technician", "/work-orders/%d/steps".formatted(order), Map.of("step", step));
        office.post("technician", "/work-orders/%d/steps".formatted(order), Map.of("step", "FINISH", "text", "疏通，试水通畅"));
        office.post(DESK, "/tickets/%d/callbacks".formatted(ticket), Map.of("way", "PHONE", "outcome", "FAIR", "opinion", "通是通了，过一阵又堵"));
        close(DESK, ticket, "已疏通");
    }

    private void complain(LocalDate day) {
        complaint = open(home(8), day, "COMPLAINT", "NORMAL", "保洁三天没拖楼道", null);
    }

    /** Everything a file wants, one day later. */
    private void file() {
        for (var file : office.get(SUPERVISOR, "/complaints?stage=OPEN&size=200").get("items")) {
            if (file.get("ticketId").asLong() != complaint) continue;
            var path = "/complaints/%d".formatted(file.get("id").asLong());
            var handler = file.path("handlerId").asLong(0);
            var post = List.of("steward", "senior_steward").stream().filter(each -> office.idOf(each) == handler).findFirst().orElse("steward");
            office.post(post, path + "/receipt", Map.of());
            office.put(post, path + "/findings", Map.of("item", "CLEANING", "cause", "LATE", "department", "CLEANING", "measure", "当天补拖，保洁主管每日拍照回传"));
            office.post(post, path + "/feedback", Map.of("text", "已当面致歉，说明补拖时间"));
            close(post, complaint, "已补拖，住户在场看过");
            office.post(DESK, "/tickets/%d/callbacks".formatted(complaint), Map.of("way", "PHONE", "outcome", "SATISFIED", "opinion", "当天就拖了，满意"));
            office.post(SUPERVISOR, path + "/opinion", Map.of("remark", "同意。保洁班按楼栋签到，缺一次扣一次"));
            office.post(post, path + "/archive", Map.of());
        }
    }

    private void review() {
        var ids = office.get(SUPERVISOR, "/ticket-reviews?reviewed=false&size=50").get("items").valueStream().map(row -> row.get("ticketId").asLong()).toList();
        if (!ids.isEmpty()) office.post(SUPERVISOR, "/ticket-reviews", Map.of("ticketIds", ids, "remark", "记录完整，复述和答应的时间都有"));
    }

    private void duties(LocalDate today) {
        office.post(DESK, "/desk-duties", Map.of());
        var monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
        var shifts = List.of("EARLY", "EARLY", "EARLY", "LATE", "LATE");
        for (var first : List.of(monday, monday.plusWeeks(1)))
            office.put(SUPERVISOR, "/rosters/" + first, Map.of("turns", IntStream.range(0, 5).mapToObj(day -> Map.of("staffId", office.idOf("technician"), "day", first.plusDays(day).toString(),
                "shift", shifts.get(day))).toList()));
        office.post("technician", "/turn-swaps", Map.of("day", monday.plusDays(9).toString(), "otherId", office.idOf("engineering_supervisor"), "reason", "孩子开家长会"));
        office.put(SUPERVISOR, "/technicians/%d/skills".formatted(office.idOf("technician")), Map.of("trades", List.of("WATER", "ELECTRIC", "DOOR")));
    }

    /** The hotline of a day: how long it rang, how long they spoke; one rang off before anybody took it. */
    private void calls(LocalDate day) {
        for (var turn = 0; turn < RINGS.size(); turn++) {
            var call = "demo-%d-%s-%d".formatted(office.community, day, turn);
            var from = day.atTime(8, 20).plusMinutes(95L * turn + day.getDayOfMonth()).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
            ring(call, "RINGING", from, home(turn * 3 + day.getDayOfMonth()).owner().phone());
            var taken = from.plusSeconds(RINGS.get(turn));
            if (RINGS.get(turn) < LET_GO) ring(call, "ANSWERED", taken, null);
            ring(call, "ENDED", RINGS.get(turn) < LET_GO ? taken.plusSeconds(70 + 25L * turn) : taken, null);
        }
    }

    private void ring(String call, String event, Instant at, @Nullable String number) {
        var body = new HashMap<String, Object>(Map.of("call", call, "event", event, "at", at.toString(), "line", "服务热线", "community", office.community));
        if (number != null) body.put("number", number);
        office.as("administrator").post("/api/calls", body);
    }

    /** One leak, three households: one dispatch for all of them. */
    private void leak(LocalDate today) {
        var main = open(home(14), today, "REPAIR", "URGENT", "卫生间顶上滴水，楼上也说没水", null);
        var incident = office.post(DESK, "/incidents", Map.of("ticketId", main, "reach", "BUILDING", "message", "本楼供水立管漏水，正在抢修，预计下午恢复")).get("id").asLong();
        for (var neighbour : homes.stream().filter(home -> !home.code().equals(home(14).code()) && building(home).equals(building(home(14)))).limit(2).toList())
            open(neighbour, today, "REPAIR", "URGENT", "家里突然没水了", incident);
        send(main, "抢修供水立管");
    }

    private void paid(LocalDate today) {
        office.as("administrator").put(office.path("/one-off-prices"), Map.of("code", "KTQX", "name", "空调清洗", "unit", "台", "price", "80.00", "isActive", true));
        office.as("administrator").put(office.path("/one-off-prices"), Map.of("code", "CBL", "name", "擦玻璃", "unit", "户", "price", "120.00", "isActive", true));
        var clean = service("空调清洗", "CLEANING", "KTQX", "拆洗滤网和蒸发器，约 40 分钟一台");
        var glass = service("擦玻璃", "CLEANING", "CBL", "室内窗户里外两面");
        service("装修垃圾清运", "OTHER", "ZXLJ", "按车，装袋放到指定点");
        for (var offer : OFFERS) {
            office.as("administrator").put(office.path("/one-off-prices"), Map.of("code", offer.code(), "name", offer.name(), "unit", offer.unit(), "price", offer.price(), "isActive", true));
            service(offer.name(), offer.category(), offer.code(), offer.description());
        }
        var promotion = office.post(DESK, "/promotions", Map.of("name", "年前大扫除", "channel", "电梯海报与业主群", "fromOn", today.minusDays(10).toString(), "toOn", today.plusDays(20).toString(),
            "serviceId", clean, "reached", 480)).get("id").asLong();
        office.post(SUPERVISOR, "/promotions/%d/checks".formatted(promotion), Map.of("effect", "一周来问的 11 户", "opinions", "希望周末也能约"));
        var lines = List.of(Map.of("serviceId", clean, "count", "2"), Map.of("serviceId", glass, "count", "1"));
        for (var place = 0; place < 3; place++) {
            var home = home(17 + place);
            var ticket = open(home, today, "PAID_SERVICE", "PLANNED", place == 2 ? "想洗空调，先问价" : "洗空调、擦玻璃", null);
            var quoted = office.post(DESK, "/tickets/%d/service-orders".formatted(ticket), Map.of("lines", place == 0 ? lines : lines.subList(0, 1), "promotionId", promotion)).get("id").asLong();
            if (place == 2) continue;
            office.post(DESK, "/service-orders/%d/consent".formatted(quoted), Map.of("who", home.owner().name(), "way", "PHONE"));
            if (place == 0) office.post(DESK, "/service-orders/%d/completion".formatted(quoted), Map.of("receivedBy", home.owner().name()));
        }
    }

    private long service(String name, String category, String price, String description) {
        return office.post(SUPERVISOR, "/services", Map.of("name", name, "category", category, "priceCode", price, "description", description, "commissionRate", "10", "isActive", true)).get("id").asLong();
    }

    private void help(LocalDate today) {
        var sent = new ArrayList<Long>();
        for (var request : List.of(Map.of("department", "工程部", "request", "地下车库集水井水泵夜里响，请看看"), Map.of("department", "工程部", "request", "本周六停水检修，请出具告示的时间段")))
            sent.add(office.post(DESK, "/assistance", Map.of("department", request.get("department"), "request", request.get("request"), "staffId", office.idOf("engineering_supervisor"))).get("id").asLong());
        office.post("engineering_supervisor", "/assistance/%d/answer".formatted(sent.getFirst()), Map.of("answer", "水泵轴承磨损，已换备用泵，周五前修好"));
    }

    private void mediate(LocalDate today) {
        var ticket = open(home(21), today, "DISPUTE", "NORMAL", "楼上阳台浇花滴到晾的被子", null);
        for (var file : office.get(SUPERVISOR, "/complaints?stage=OPEN&size=200").get("items"))
            if (file.get("ticketId").asLong() == ticket)
                office.post("steward", "/complaints/%d/mediations".formatted(file.get("id").asLong()), Map.of("heldAt", today.minusDays(1) + "T07:00:00Z", "place", "服务中心洽谈室", "oneParty", home(21).code(),
                    "otherParty", "楼上住户", "course", "双方到场，各自说明浇花和晾晒的时间", "result", "浇花改到傍晚，花盆加接水盘", "isAgreed", true));
    }

    private DemoRoom home(int place) {
        return homes.get(place % homes.size());
    }

    private static String building(DemoRoom home) {
        return home.code().substring(0, home.code().indexOf('-'));
    }

    private long open(DemoRoom home, LocalDate day, String kind, String urgency, String title, @Nullable Long incident) {
        var body = new HashMap<String, Object>(Map.of("kind", kind, "source", "PHONE", "urgency", urgency, "roomId", office.room(home.code()), "title", title, "readBack", true,
            "introduced", true, "reporter", home.owner().name(), "phone", home.owner().phone()));
        body.put("wishedFrom", day.plusDays(1) + "T01:30:00Z");
        body.put("promisedAt", day.plusDays(1) + "T01:30:00Z");
        if (incident != null) body.put("incidentId", incident);
        return office.add(DESK, "/tickets", body).get("id").asLong();
    }

    private long send(long ticket, String task) {
        return office.post(DESK, "/tickets/%d/work-orders".formatted(ticket), Map.of("technicianId", office.idOf("technician"), "task", task)).get("id").asLong();
    }

    private void close(String post, long ticket, String conclusion) {
        office.post(post, "/tickets/%d/closing".formatted(ticket), Map.of("responsibility", "OURS", "conclusion", conclusion));
    }
}
