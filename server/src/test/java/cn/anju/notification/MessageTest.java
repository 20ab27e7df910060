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
            new Message(Channel.Kind.SMS, person, null, "紧急", "三栋停水", "story", 5, null, Map.of(), true))));
        await().atMost(Duration.ofSeconds(20)).until(() -> office.get(path("messages?topic=紧急")).at("/items/0/state").equals("SENT"));
        assertThat(office.get(path("messages?topic=演练")).at("/items/0/state")).isEqualTo("PENDING");
        clock.advance(Duration.ofHours(10).plusMinutes(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> office.get(path("messages?topic=演练")).at("/items/0/state").equals("SENT"));
    }

    @Test void 退订的不发_催缴退不了_模板照小区的话说() {
        assertThat(office.put(path("people/" + person + "/message-refusals"), Map.of("topics", List.of("催缴"))).expect(400).code()).isEqualTo("topic-statutory");
        office.put(path("people/" + person + "/message-refusals"), Map.of("topics", List.of("活动"))).expect(200);
        office.put(path("message-templates"), Map.of("topic", "提醒", "channel", "SMS", "code", "SMS_9", "body", "【{小区}】{内容}")).expect(200);
        assertThat(office.post(path("message-templates/preview"), Map.of("channel", "SMS", "body", "{姓名}您好{不知}" + "长".repeat(70))).at("/parts")).isEqualTo("2");
        Scope.of(community).run(() -> transaction.executeWithoutResult(status -> {
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, "活动", "来看电影", "story", 6, null));
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, "提醒", "车险到期", "story", 7, null, Map.of("小区", "短信"), false));
        }));
        await().atMost(Duration.ofSeconds(20)).until(() -> office.get(path("messages?topic=提醒")).at("/items/0/state").equals("SENT"));
        assertThat(office.get(path("messages?topic=活动")).at("/items/0/cause")).isEqualTo("住户退订了「活动」");
        assertThat(FakeSms.received.stream().filter(message -> message.number().startsWith(community + "-")).map(each -> each.template() + each.body())).containsExactly("SMS_9【短信】车险到期");
    }

    private String path(String rest) {
        return "/api/communities/" + community + "/" + rest;
    }

    private void queue(long subject, String once) {
        Scope.of(community).run(() -> transaction.executeWithoutResult(status ->
            messages.queue(community, new Message(Channel.Kind.SMS, person, null, "演练", "您好", "story", subject, once))));
    }

    private String state() {
        return office.get("/api/communities/" + community + "/messages").at("/items/0/state");
    }

    private String cause() {
        return office.get("/api/communities/" + community + "/messages").at("/items/0/cause");
    }
}
