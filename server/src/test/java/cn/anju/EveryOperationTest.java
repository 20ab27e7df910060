package cn.anju;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.access.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 接口说明里的每个操作：没登录、没有权限、别的小区、多余的栏目、乱填的内容，都有说法。 */
@Story
@SameOnAnyDatabase("every request is refused before it reaches a table")
class EveryOperationTest {

    private static final Path TABLE = Path.of("src", "test", "resources", "operations.csv");
    private static final Path CURRENT = Path.of("target", "operations.csv");
    private static final int MOST_PUBLIC = 10;

    @Autowired Office office;
    List<Operation> operations;

    @BeforeEach
    void read() {
        operations = Operation.all(office);
    }

    @Test
    void 每个操作都在表里_表里的都还在() throws IOException {
        var rows = operations.stream().map(Operation::row).toList();
        Files.createDirectories(CURRENT.getParent());
        Files.write(CURRENT, rows);
        var known = Set.copyOf(Files.readAllLines(TABLE));
        assertThat(rows).as("look at each new line's permission, then  cp server/target/operations.csv server/src/test/resources/operations.csv")
            .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void 没登录_一律401_公开的不过十个() {
        var nobody = office.nobody();
        for (var operation : operations)
            if (!operation.permission().equals("public"))
                assertThat(operation.send(nobody, operation.at(1)).status()).as(operation.row()).isEqualTo(401);
        assertThat(operations.stream().filter(operation -> operation.permission().equals("public"))).hasSizeLessThanOrEqualTo(MOST_PUBLIC);
    }

    @Test
    void 没有这项权限_一律403() {
        var community = office.newCommunity("矩阵", "2026-07-01");
        var one = People.of(office).permitted(community, "search.use");
        var other = People.of(office).permitted(community, "job.read");
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (operation.isOpen()) continue;
            var person = operation.permission().equals("search.use") ? other : one;
            var answer = operation.send(person, operation.at(community));
            if (answer.status() != 403 || !answer.code().equals("not-permitted")) wrong.add(operation.row() + " → " + answer.status() + " " + answer.code());
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void 别的小区_一律404_与没有的小区分不出来() {
        var own = office.newCommunity("自家", "2026-07-01");
        var theirs = office.newCommunity("别家", "2026-07-01");
        var person = People.of(office).with("administrator", own);
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (!operation.isOfCommunity()) continue;
            var answer = operation.send(person, operation.at(theirs));
            var unknown = operation.send(person, operation.at(Operation.NOBODY));
            if (answer.status() != 404 || !answer.code().equals("community-not-found") || unknown.status() != 404 || !unknown.at("/detail").equals(answer.at("/detail")))
                wrong.add(operation.row() + " → " + answer.status() + " " + answer.code());
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void 多余的栏目_一律400_库里一行不动() throws Exception {
        var community = office.newCommunity("栏目", "2026-07-01");
        var wrong = new ArrayList<String>();
        var before = Contents.ofAll();
        for (var operation : operations) {
            if (!operation.hasBody() || operation.isUpload()) continue;
            for (var field : List.of("community_id", "approved_by", "isAdministrator", "createdAt", "postedBy")) {
                var body = "{\"" + field + "\":1" + (operation.body().equals("{}") ? "" : ",") + operation.body().substring(1);
                var answer = operation.send(office, operation.at(community), body);
                // A record that refuses the example's values says so first; then the example alone must be refused as well.
                if (answer.status() == 400 && answer.code().equals("field-unknown")) continue;
                if (answer.status() != 400 || operation.send(office, operation.at(community), operation.body()).status() != 400) wrong.add(operation.row() + " " + field + " → " + answer.status() + " " + answer.code());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(Contents.ofAll()).isEqualTo(before);
    }

    @Test
    void 不是JSON_没有令牌_别的网站_改动请求一律拒() {
        var community = office.newCommunity("门", "2026-07-01");
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (operation.isGet()) continue;
            var text = office.raw(operation.method(), operation.at(community), "text/plain", "{}".getBytes());
            var bare = office.raw(operation.method(), operation.at(community), "application/json", "{}".getBytes(), "X-XSRF-TOKEN", "none");
            var foreign = office.raw(operation.method(), operation.at(community), "application/json", "{}".getBytes(), "Origin", "https://evil.example");
            if (text.status() != 415 || bare.status() != 403 || !bare.code().equals("csrf-token-missing") || foreign.status() != 403)
                wrong.add(operation.row() + " → " + text.status() + ", " + bare.status() + ", " + foreign.status());
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void 没有的号码_空的内容_没有一个500() {
        var community = office.newCommunity("空", "2026-07-01");
        var admin = office.as("admin", StoryDatabase.PASSWORD);
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (operation.path().equals("/api/session")) continue;
            for (var address : List.of(operation.at(community), operation.at(community).replace(Long.toString(Operation.NOBODY), "no-number"))) {
                var answer = operation.send(admin, address);
                if (answer.status() >= 500) wrong.add(operation.row() + " → " + answer.status() + " " + answer.text());
                else if (answer.status() >= 400 && (answer.code().isEmpty() || answer.at("/detail").isEmpty()))
                    wrong.add(operation.row() + " → no code or sentence: " + answer.text());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void 乱填的查询参数_没有一个500() {
        var community = office.newCommunity("参数", "2026-07-01");
        var wrong = new ArrayList<String>();
        for (var operation : operations) {
            if (!operation.isGet()) continue;
            for (var name : operation.types().keySet()) {
                if (operation.path().contains("{" + name + "}")) continue;
                for (var text : List.of("%00", "-1", "NaN", "999999999999999999999", "x".repeat(2000), "' or 1=1 --")) {
                    var address = operation.at(community);
                    var answer = office.get(address + (address.contains("?") ? "&" : "?") + name + "=" + (text.equals("%00") ? text : Office.encoded(text)));
                    if (answer.status() >= 500) wrong.add(operation.row() + " " + name + "=" + text.substring(0, Math.min(20, text.length())) + " → " + answer.text());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
