package cn.anju.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.anju.Office;
import cn.anju.SameOnAnyDatabase;
import cn.anju.Story;
import cn.anju.TestClock;
import cn.anju.kernel.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@Story
@SameOnAnyDatabase("the talk with the provider of messages; JobTest has what the database does for it")
class MessageTest {

    @Autowired Office office;
    @Autowired Messages messages;
    @Autowired TestClock clock;
    @Autowired TransactionTemplate transaction;

    private long community;
    private long person;

    @BeforeEach
    void household() {
        community = office.newCommunity("短信", "2026-07-01");
        var file = "楼栋,单元,楼层,房号,房屋类型,建筑面积,房屋状态,业主姓名,性别,联系电话,证件号码,交房日期,车牌号,备注\n1,1,1,101,住宅,80,自住,张三,男,16600000001,,2023-04-03,,\n";
        var id = office.upload("/api/communities/" + community + "/imports/roster", "名册.csv", file.getBytes(StandardCharsets.UTF_8)).expect(202).id();
        office.waitWhile("/api/communities/" + community + "/imports/" + id, "running");
        person = Long.parseLong(office.get("/api/communities/" + community + "/people").at("/items/0/id"));
    }

    @Test void 记下的话发到登记的手机_库里没有号码() {
        queue(1, null);
        await().atMost(Duration.ofSeconds(20)).until(() -> state().equals("SENT"));
        assertThat(FakeSms.received.stream().filter(message -> message.number().startsWith(community + "-")).map(Channel.Outgoing::address)).containsExactly("16600000001");
        assertThat(office.get("/api/communities/" + community + "/messages").text()).doesNotContain("16600000001");
    }

    @Test void 发之前已经交清的_不发_说明原因() {
        SomethingPaid.paid.add(77L);
        queue(77, null);
        await().atMost(Duration.ofSeconds(20)).until(() -> state().equals("SUPPRESSED"));
        assertThat(office.get("/api/communities/" + community + "/messages").at("/items/0/cause")).isEqualTo("已经交清");
    }

    @Test void 对方忙_过一会儿再发_收下没答的不发第二遍() {
        FakeSms.be(community, FakeSms.Mood.SILENT);
        queue(2, null);
        await().atMost(Duration.ofSeconds(20)).until(() -> !cause().isEmpty());
        clock.advance(Duration.ofMinutes(5));
        await().atMost(Duration.ofSeconds(20)).until(() -> state().equals("SENT"));
        assertThat(FakeSms.received.stream().filter(message -> message.number().startsWith(community + "-"))).hasSize(1);
    }

    @Test void 号码停机_不再试_同一把键只发一次() {
        FakeSms.be(community, FakeSms.Mood.REFUSES);
        queue(3, "july");
        queue(3, "july");
        await().atMost(Duration.ofSeconds(20)).until(() -> state().equals("FAILED"));
        assertThat(cause()).isEqualTo("号码已停机");
        assertThat(office.get("/api/communities/" + community + "/messages").at("/total")).isEqualTo("1");
    }

    @Test void 免打扰的时候等到天亮_急事照发() {
        clock.advance(Duration.ofHours(13));                                                        // ten at night
        queue(4, null);
        Scope.of(community).run(() -> transaction.executeWithoutResult(status -> messages.queue(community,
            new Message(Channel.Kind.SMS, person, null, Topic.INCIDENT, "三栋停水", "story", 5, null, Map.of(), true))));
        await().atMost(Duration.ofSeconds(20)).until(() -> office.get(path("messages?topic=突发情况")).at("/items/0/state").equals("SENT"));
        assertThat(office.get(path("messages?topic=预付费")).at("/items/0/state")).isEqualTo("PENDING");
        clock.advance(Duration.ofHours(10).plusMinutes(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> office.get(path("messages?topic=预付费")).at("/items/0/state").equals("SENT"));
    }

    @Test void 退订的不发_催缴退不了_模板照小区的话说() {
        assertThat(office.put(path("people/" + person + "/message-refusals"), Map.of("topics", List.of("催缴"))).expect(400).code()).isEqualTo("topic-statutory");
        office.put(path("people/" + person + "/message-refusals"), Map.of("topics", List.of("通知公告"))).expect(200);
        office.put(path("message-templates"), Map.of("topic", "提醒", "channel", "SMS", "code", "SMS_9", "body", "【服务中心】{事项}，{日期}")).expect(200);
        assertThat(office.post(path("message-templates/preview"), Map.of("channel", "SMS", "topic", "提醒", "body", "{事项}您好{不知}" + "长".repeat(70))).at("/parts")).isEqualTo("2");
        Scope.of(community).run(() -> transaction.executeWithoutResult(status -> {
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, Topic.ANNOUNCEMENT, "来看电影", "story", 6, null, Map.of(), false));
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, Topic.REMINDER, "温馨提醒：车险到期", "story", 7, null, Map.of(Variable.MATTER, "车险到期", Variable.DATE, "11月30日"), false));
        }));
        await().atMost(Duration.ofSeconds(20)).until(() -> office.get(path("messages?topic=提醒")).at("/items/0/state").equals("SENT"));
        assertThat(office.get(path("messages?topic=通知公告")).at("/items/0/cause")).isEqualTo("住户退订了「通知公告」");
        assertThat(List.of("q=来看", "q=%25", "from=2000-01-01&to=2000-12-31", "to=2099-12-31").stream().map(query -> office.get(path("messages?" + query)).at("/total")).toList()).containsExactly("1", "0", "0", "2");
        assertThat(FakeSms.received.stream().filter(message -> message.number().startsWith(community + "-")).map(each -> each.template() + each.body() + each.variables().get("matter")))
            .containsExactly("SMS_9【服务中心】车险到期，11月30日车险到期");
        assertThat(office.put(path("message-templates"), Map.of("topic", "提醒", "channel", "SMS", "body", "{完工码}")).expect(400).code()).isEqualTo("variable-unknown");
        assertThat(office.put(path("message-templates"), Map.of("topic", "提醒 ", "channel", "SMS", "body", "好")).expect(200).json()).hasSize(1);
    }

    @Test void 可以退订的消息说怎么退_催缴和急事不说_模板里自己写() {
        office.put(path("settings/notification.refusing"), Map.of("value", "不想收请致电前台")).expect(204);
        assertThat(office.put(path("settings/notification.refusing"), Map.of("value", " ")).expect(400).code()).isEqualTo("setting-invalid");
        Scope.of(community).run(() -> transaction.executeWithoutResult(status -> {
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, Topic.ANNOUNCEMENT, "周六停水", "story", 21, null, Map.of(), false));
            messages.queue(community, new Message(Channel.Kind.EMAIL, person, null, Topic.ANNOUNCEMENT, "周六停水。", "story", 22, null, Map.of(), false));
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, Topic.WORK, "水管爆了，马上到", "story", 23, null, Map.of(), true));
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, Topic.DUNNING, "请交费", "story", 24, null, Map.of(), false));
        }));
        office.put(path("message-templates"), Map.of("topic", "提醒", "channel", "SMS", "code", "SMS_9", "body", "{事项}，{退订说明}")).expect(200);
        reminder(25);
        assertThat(office.get(path("messages")).json().at("/items").findValuesAsString("body"))
            .containsExactlyInAnyOrder("周六停水。不想收请致电前台。", "周六停水。\n\n不想收请致电前台。", "水管爆了，马上到", "请交费", "车险到期，不想收请致电前台");
        assertThat(office.post(path("message-templates/preview"), Map.of("channel", "SMS", "topic", "提醒", "body", "{事项}")).at("/lacksRefusal")
            + office.post(path("message-templates/preview"), Map.of("channel", "SMS", "topic", "催缴", "body", "{姓名}")).at("/lacksRefusal")).isEqualTo("truefalse");
        assertThat(office.put(path("message-templates"), Map.of("topic", "催缴", "channel", "SMS", "body", "{退订说明}")).expect(400).code()).isEqualTo("variable-unknown");
    }

    @Test void 走哪条路_关注了公众号又批了模板的发微信_没批的还发短信() {
        office.put(path("people/" + person + "/reach"), Map.of("channel", "WECHAT", "address", "oABCDEFGHIJKLMNOPQRSTUVWXYZ1")).expect(200);
        reminder(11);
        office.put(path("message-templates"), Map.of("topic", "提醒", "channel", "WECHAT", "code", "T1", "body", "thing1={事项}")).expect(200);
        reminder(12);
        assertThat(office.get(path("messages")).json().at("/items").findValuesAsString("channel")).as("without an approved template WeChat takes nothing").containsExactly("WECHAT", "SMS");
        await().atMost(Duration.ofSeconds(20)).until(() -> office.get(path("messages?channel=WECHAT")).at("/items/0/state").equals("SENT"));
        assertThat(FakeWechat.received.stream().filter(message -> message.number().startsWith(community + "-")).map(each -> each.address() + each.body()))
            .containsExactly("oABCDEFGHIJKLMNOPQRSTUVWXYZ1thing1=车险到期");
        assertThat(office.get(path("messages?channel=WECHAT")).at("/items/0/personName")).isEqualTo("张三");
    }

    private void reminder(long subject) {
        Scope.of(community).run(() -> transaction.executeWithoutResult(status ->
            messages.queue(community, new Message(null, person, null, Topic.REMINDER, "车险到期", "story", subject, null, Map.of(Variable.MATTER, "车险到期"), false))));
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/" + rest;
    }

    private void queue(long subject, String once) {
        Scope.of(community).run(() -> transaction.executeWithoutResult(status ->
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, Topic.PREPAID, "您好", "story", subject, once, Map.of(), false))));
    }

    private String state() {
        return office.get("/api/communities/" + community + "/messages").at("/items/0/state");
    }

    private String cause() {
        return office.get("/api/communities/" + community + "/messages").at("/items/0/cause");
    }
}
