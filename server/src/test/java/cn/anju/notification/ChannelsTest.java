package cn.anju.notification;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.notification.Channel.Answer;
import cn.anju.notification.Channel.Outgoing;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private static final Outgoing MESSAGE = new Outgoing("7-19", "16600000001", "提醒", "车险到期", "SMS_1", Map.of("content", "车险到期"));

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<String> answers = new ArrayDeque<>();
    private HttpServer server;
    private URI home;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var answer = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        home = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The two examples of Aliyun's manual. */
    @Test void 阿里云的签名_和说明书上的一样() {
        var regions = new TreeMap<>(Map.of("Timestamp", "2016-02-23T12:46:24Z", "Format", "XML", "AccessKeyId", "testid", "Action", "DescribeRegions", "SignatureMethod", "HMAC-SHA1",
            "SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf", "Version", "2014-05-26", "SignatureVersion", "1.0"));
        assertThat(AliyunSms.signature("GET", regions, "testsecret")).isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
        var sms = new TreeMap<>(Map.of("AccessKeyId", "testId", "Timestamp", "2017-07-12T02:42:19Z", "Format", "XML", "OutId", "123", "SignatureMethod", "HMAC-SHA1",
            "SignatureNonce", "45e25e9b-0a6f-4070-8c85-2956eda1b466", "SignatureVersion", "1.0", "Version", "2017-05-25", "Action", "SendSms", "SignName", "阿里云短信测试专用"));
        sms.putAll(Map.of("TemplateCode", "SMS_71390007", "TemplateParam", "{\"customer\":\"test\"}", "PhoneNumbers", "15300000001", "RegionId", "cn-hangzhou"));
        assertThat(AliyunSms.signature("GET", sms, "testSecret")).isEqualTo("zJDF+Lrzhj/ThnlvIToysFRq6t4=");
    }

    @Test void 阿里云短信_收下_拒绝_太快_没答复的先按我们的号去查() {
        var sms = new AliyunSms(home, "id", "secret", "晴川花园", Clock.systemUTC());
        answers.add("{\"Code\":\"OK\"}");
        assertThat(sms.send(MESSAGE)).isInstanceOf(Answer.Accepted.class);
        assertThat(URLDecoder.decode(asked.getFirst(), StandardCharsets.UTF_8)).contains("PhoneNumbers=16600000001", "TemplateCode=SMS_1", "TemplateParam={\"content\":\"车险到期\"}", "OutId=7-19", "SignName=晴川花园");
        answers.add("{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"号码不对\"}");
        assertThat(sms.send(MESSAGE)).isInstanceOfSatisfying(Answer.Refused.class, answer -> assertThat(answer.why()).contains("号码不对"));
        answers.add("{\"Code\":\"isv.BUSINESS_LIMIT_CONTROL\",\"Message\":\"触发流控\"}");
        assertThat(sms.send(MESSAGE)).isInstanceOf(Answer.Unavailable.class);
        answers.add("{\"Code\":\"OK\",\"SmsSendDetailDTOs\":{\"SmsSendDetailDTO\":[{\"OutId\":\"7-18\",\"SendStatus\":2},{\"OutId\":\"7-19\",\"SendStatus\":3}]}}");
        assertThat(sms.find(MESSAGE)).containsInstanceOf(Answer.Accepted.class);
        answers.addAll(List.of("{\"Code\":\"OK\"}", "{\"Code\":\"OK\"}"));
        assertThat(sms.find(MESSAGE)).isEmpty();
        assertThat(sms.send(new Outgoing("1-1", "16600000001", "提醒", "话", null, Map.of()))).isInstanceOf(Answer.Refused.class);
        server.stop(0);
        assertThat(sms.send(MESSAGE)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test void 微信模板_令牌过期换一个_栏目按类型截短() {
        var wechat = new WechatTemplates(home, "app", "secret", Clock.systemUTC());
        var message = new Outgoing("7-20", "openid-1", "工单", "thing1=厨房水龙头关不紧，一直滴水，请师傅尽快来修一下\nphrase2=已派工\nname3=张三", "T1", Map.of());
        answers.addAll(List.of("{\"access_token\":\"old\",\"expires_in\":7200}", "{\"errcode\":42001,\"errmsg\":\"expired\"}", "{\"access_token\":\"new\",\"expires_in\":7200}", "{\"errcode\":0}"));
        assertThat(wechat.send(message)).isInstanceOf(Answer.Accepted.class);
        assertThat(asked.get(3)).contains("access_token=new", "\"touser\":\"openid-1\"", "\"template_id\":\"T1\"", "\"client_msg_id\":\"7-20\"", "厨房水龙头关不紧，一直滴水，请师傅尽快…", "已派工");
        answers.add("{\"errcode\":43004,\"errmsg\":\"require subscribe\"}");
        assertThat(wechat.send(message)).isInstanceOf(Answer.Refused.class);
        answers.add("{\"errcode\":-1,\"errmsg\":\"busy\"}");
        assertThat(wechat.send(message)).isInstanceOf(Answer.Unavailable.class);
        assertThat(asked).hasSize(6);
        assertThat(wechat.send(new Outgoing("7-21", "openid-1", "催缴", "amount1=12345678.90", "T1", Map.of()))).as("half an amount is another amount")
            .isInstanceOfSatisfying(Answer.Refused.class, answer -> assertThat(answer.why()).contains("「amount1」最多 10 位"));
        assertThat(asked).hasSize(6);
    }

    @Test void 邮件_正文中文_邮件号是我们的号() throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        try (var smtp = new ServerSocket(0)) {
            var port = smtp.getLocalPort();
            var serving = Thread.ofVirtual().start(() -> serve(smtp, lines));
            var email = new Email("127.0.0.1", port, "", "", "office@example.com", "none");
            assertThat(email.send(new Outgoing("7-21", "zhang@example.com", "提醒", "车险到期", null, Map.of()))).isInstanceOf(Answer.Accepted.class);
            serving.join(5000);
        }
        assertThat(lines).anyMatch(line -> line.equals("Message-ID: <7-21@anju>")).anyMatch(line -> line.startsWith("RCPT TO:<zhang@example.com>"));
        assertThat(lines).anyMatch(line -> line.equals("List-Unsubscribe: <mailto:office@example.com?subject=%E9%80%80%E8%AE%A2%20%E6%8F%90%E9%86%92>"));
        assertThat(String.join("\n", lines)).contains("Content-Type: text/plain; charset=UTF-8", "Subject: =?UTF-8?");
        assertThat(new Email("127.0.0.1", 1, "", "", "office@example.com", "none").send(MESSAGE)).isInstanceOf(Answer.Refused.class);
        assertThat(new Email("127.0.0.1", 1, "", "", "office@example.com", "none").send(new Outgoing("1-1", "a@b.cn", "账", "话", null, Map.of()))).isInstanceOf(Answer.Unavailable.class);
    }

    /** As much of SMTP as one mail needs. */
    private static void serve(ServerSocket smtp, List<String> lines) {
        try (var socket = smtp.accept()) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
            out.print("220 ready\r\n");
            out.flush();
            var isData = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (isData && !line.equals(".")) continue;
                isData = line.equals("DATA");
                out.print(isData ? "354 go on\r\n" : line.equals("QUIT") ? "221 bye\r\n" : "250 fine\r\n");
                out.flush();
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }
    }
}
