package cn.anju.engagement;

import cn.anju.kernel.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * 问卷上的一题。
 *
 * @param options what can be chosen, for single and multiple choice
 * @param isRequired no answer without it
 */
record Question(@NotNull(message = "请选题型") Kind kind, @NotBlank(message = "请写题目") @Size(max = 200, message = "题目最多 200 字") String text,
                @NotNull @Size(max = 20, message = "最多 20 个选项") List<@NotBlank(message = "选项不能空着") @Size(max = 60, message = "选项最多 60 字") String> options, boolean isRequired) {

    /** 题型。 */
    enum Kind { SINGLE, MULTIPLE, SCALE, TEXT }

    /** 打几分算满意：四分（满意）和五分（非常满意）。 */
    static final int SATISFIED = 4;
    static final List<String> SCORES = List.of("很不满意", "不满意", "一般", "满意", "非常满意");

    /**
     * 一题的回答。
     *
     * @param question from 1
     * @param choices from 1, of single and multiple choice
     */
    record Reply(int question, @NotNull @Size(max = 20) List<@NotNull Integer> choices, @Nullable Integer score, @Nullable @Size(max = 500, message = "最多 500 字") String text) {

        boolean isEmpty() {
            return choices.isEmpty() && score == null && (text == null || text.isBlank());
        }
    }

    /** @throws Problem 400 {@code options-missing}, {@code options-repeated} */
    void check(int position) {
        var isChosen = kind == Kind.SINGLE || kind == Kind.MULTIPLE;
        if (isChosen && options.size() < 2) throw Problem.invalid("options-missing", "第 %d 题至少要有两个选项", position);
        if (new HashSet<>(options.stream().map(String::strip).toList()).size() < options.size()) throw Problem.invalid("options-repeated", "第 %d 题的选项有重复的", position);
    }

    /**
     * 看一份答卷对不对得上问卷。
     *
     * @return the replies that say something
     * @throws Problem 400 {@code reply-missing}, {@code reply-invalid}
     */
    static List<Reply> checked(List<Question> questions, List<Reply> replies) {
        var given = replies.stream().filter(reply -> !reply.isEmpty()).toList();
        if (given.stream().map(Reply::question).distinct().count() < given.size()) throw Problem.invalid("reply-invalid", "同一题答了两次");
        for (var reply : given) {
            if (reply.question() < 1 || reply.question() > questions.size()) throw Problem.invalid("reply-invalid", "没有第 %d 题", reply.question());
            if (!questions.get(reply.question() - 1).takes(reply)) throw Problem.invalid("reply-invalid", "第 %d 题的回答不对", reply.question());
        }
        IntStream.rangeClosed(1, questions.size()).filter(position -> questions.get(position - 1).isRequired()).forEach(position -> {
            if (given.stream().noneMatch(reply -> reply.question() == position)) throw Problem.invalid("reply-missing", "第 %d 题必须回答", position);
        });
        if (given.isEmpty()) throw Problem.invalid("reply-missing", "一题也没有答");
        return given;
    }

    private boolean takes(Reply reply) {
        var chosen = reply.choices();
        var hasText = reply.text() != null && !reply.text().isBlank();
        return switch (kind) {
            case SINGLE -> chosen.size() == 1 && within(chosen) && reply.score() == null && !hasText;
            case MULTIPLE -> !chosen.isEmpty() && within(chosen) && chosen.stream().distinct().count() == chosen.size() && reply.score() == null && !hasText;
            case SCALE -> reply.score() != null && reply.score() >= 1 && reply.score() <= SCORES.size() && chosen.isEmpty() && !hasText;
            case TEXT -> hasText && chosen.isEmpty() && reply.score() == null;
        };
    }

    private boolean within(List<Integer> chosen) {
        return chosen.stream().allMatch(choice -> choice >= 1 && choice <= options.size());
    }
}
