package cn.anju.engagement;

import cn.anju.engagement.Question.Kind;
import cn.anju.engagement.Question.Reply;
import cn.anju.kernel.Html;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import cn.anju.kernel.Scope;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 住户扫码填问卷：不登录，一户一份，页上没有人名、房号。
 *
 * <p>A page of the server without script, for any phone; the token in the address is all the authority there is.
 */
@Hidden
@RestController
class AnswerController {

    private static final String STYLE = """
        body { font: 16px/1.6 -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; background: #F4F6F7; color: #1C2B33; padding: 16px; max-width: 560px; margin: 0 auto; }
        h1 { font-size: 20px; } .second { color: #5B6B75; font-size: 14px; } fieldset { margin: 16px 0 0; padding: 12px 14px; background: #fff; border: 1px solid #E3E8EA; border-radius: 6px; }
        legend { float: left; width: 100%; font-weight: 600; margin-bottom: 6px; } label { display: flex; gap: 10px; align-items: center; clear: both; min-height: 44px; }
        input[type=radio], input[type=checkbox] { width: 22px; height: 22px; flex: none; accent-color: #0B6E69; }
        textarea { clear: both; display: block; width: 100%; min-height: 96px; font: inherit; border: 1px solid #C5CED2; border-radius: 6px; padding: 8px; }
        button { display: block; width: 100%; min-height: 48px; margin: 20px 0; font: inherit; font-weight: 600; color: #fff; background: #0B6E69; border: 0; border-radius: 6px; }
        .refused { margin-top: 12px; padding: 10px 14px; color: #C0392B; background: #FDF1EF; border-radius: 6px; }
        """;

    private final SurveyReturns returns;
    private final AnswerGate gate;

    AnswerController(SurveyReturns returns, AnswerGate gate) {
        this.returns = returns;
        this.gate = gate;
    }

    @GetMapping(path = "/answer/{place}/{token}", produces = "text/html;charset=UTF-8")
    @Needs(Needs.PUBLIC)
    ResponseEntity<String> show(@PathVariable String place, @PathVariable String token, HttpServletRequest request) {
        return guarded(request, () -> shown(place, token, "", HttpStatus.OK));
    }

    @PostMapping(path = "/answer/{place}/{token}", produces = "text/html;charset=UTF-8")
    @Needs(Needs.PUBLIC)
    ResponseEntity<String> take(@PathVariable String place, @PathVariable String token, HttpServletRequest request) {
        return guarded(request, () -> {
            try {
                var community = community(place);
                var sheet = sheet(place, token);
                Scope.of(community).run(() -> returns.answer(community, token, replies(sheet.questions(), request)));
                return said(HttpStatus.OK, sheet.community(), "收到了，谢谢您。", "您家的答卷已经交到管理处。");
            } catch (Problem refusal) {
                if (refusal.status() == HttpStatus.BAD_REQUEST) return shown(place, token, refusal.getMessage(), HttpStatus.BAD_REQUEST);
                throw refusal;
            }
        });
    }

    private ResponseEntity<String> guarded(HttpServletRequest request, Callable<ResponseEntity<String>> work) {
        try {
            gate.pass(request.getRemoteAddr());
            return work.call();
        } catch (Problem refusal) {
            return said(refusal.status(), "物业管理处", refusal.getMessage(), "有事请打管理处的电话。");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ResponseEntity<String> shown(String place, String token, String refusal, HttpStatus status) {
        var sheet = sheet(place, token);
        if (sheet.isAnswered()) return said(HttpStatus.OK, sheet.community(), "您家的答卷已经收到，谢谢。", "一户填一次。");
        if (!sheet.isOpen()) return said(HttpStatus.OK, sheet.community(), "这次调查已经结束。", "谢谢您的关心。");
        var questions = IntStream.rangeClosed(1, sheet.questions().size()).mapToObj(position -> question(position, sheet.questions().get(position - 1))).collect(Collectors.joining());
        return page(status, sheet.title(), """
            <p class="second">%s</p><h1>%s</h1><p class="second">%s不用登录，不填姓名；一户填一次，交了不能改。</p>%s
            <form method="post">%s<button type="submit">交卷</button></form>
            """.formatted(Html.text(sheet.community()), Html.text(sheet.title()), sheet.purpose() == null ? "" : Html.text(sheet.purpose()) + "。",
            refusal.isEmpty() ? "" : "<p class=\"refused\">%s</p>".formatted(Html.text(refusal)), questions));
    }

    private static String question(int position, Question question) {
        var head = "%d. %s%s".formatted(position, Html.text(question.text()), question.isRequired() ? "" : "<span class=\"second\">（可不填）</span>");
        var required = question.isRequired() ? " required=\"required\"" : "";
        return "<fieldset><legend>%s%s</legend>%s</fieldset>".formatted(head, question.kind() == Kind.MULTIPLE ? "<span class=\"second\">（可多选）</span>" : "", switch (question.kind()) {
            case SINGLE -> choices(position, question.options(), "radio", required);
            case MULTIPLE -> choices(position, question.options(), "checkbox", "");
            case SCALE -> choices(position, Question.SCORES.reversed(), "radio", required);
            case TEXT -> "<textarea name=\"q%d\" maxlength=\"500\"%s></textarea>".formatted(position, required);
        });
    }

    private static String choices(int position, List<String> options, String type, String required) {
        var fromBest = options.equals(Question.SCORES.reversed());
        return IntStream.range(0, options.size()).mapToObj(index -> "<label><input type=\"%s\" name=\"q%d\" value=\"%d\"%s/>%s</label>".formatted(type, position,
            fromBest ? options.size() - index : index + 1, required, Html.text(options.get(index)))).collect(Collectors.joining());
    }

    private static List<Reply> replies(List<Question> questions, HttpServletRequest request) {
        return IntStream.rangeClosed(1, questions.size()).mapToObj(position -> {
            var values = request.getParameterValues("q" + position);
            if (values == null) return new Reply(position, List.of(), null, null);
            return switch (questions.get(position - 1).kind()) {
                case SINGLE, MULTIPLE -> new Reply(position, Arrays.stream(values).map(AnswerController::number).toList(), null, null);
                case SCALE -> new Reply(position, List.of(), number(values[0]), null);
                case TEXT -> new Reply(position, List.of(), null, values[0].substring(0, Math.min(500, values[0].length())));
            };
        }).toList();
    }

    private static int number(String text) {
        return text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
    }

    private SurveyReturns.Sheet sheet(String place, String token) {
        var community = community(place);
        try {
            return Scope.of(community).call(() -> returns.sheet(community, token)).orElseThrow(() -> Problem.notFound("link-unknown", "这个链接不对，请重新扫码"));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static long community(String place) {
        return place.matches("[1-9]\\d{0,17}") ? Long.parseLong(place) : Long.MAX_VALUE;
    }

    private static ResponseEntity<String> said(HttpStatus status, String community, String title, String more) {
        return page(status, title, "<p class=\"second\">%s</p><h1>%s</h1><p>%s</p>".formatted(Html.text(community), Html.text(title), Html.text(more)));
    }

    private static ResponseEntity<String> page(HttpStatus status, String title, String body) {
        return ResponseEntity.status(status).header("Cache-Control", "no-store").header("X-Robots-Tag", "noindex").body(
            Html.page(title, STYLE, body).replace("<meta charset=\"utf-8\"/>", "<meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"));
    }
}
