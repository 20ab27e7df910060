package cn.anju.collection.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LawfulWordsTest {

    @Test void 停水停电锁卡禁止进入_都拒绝() {
        for (var text : List.of("停水", "停 电", "停-水", "限电", "断水断电", "断了水", "将停止供水", "中断供电服务", "拉闸", "关水阀", "锁卡", "停用您的门禁卡", "注销门禁卡", "停卡",
            "禁止进入小区", "限制车辆进出", "不让您停车", "取消您的车位", "锁车", "锁大门", "禁止业主使用电梯", "暂停供暖", "停热", "停气"))
            assertThat(catchThrowableOfType(Problem.class, () -> LawfulWords.check("内容", text))).as(text).isNotNull()
                .satisfies(problem -> assertThat(problem.getMessage()).contains("第九百四十四条"));
    }

    @Test void 平常的话_不误伤() {
        for (var text : List.of("您的水电费已逾期", "请缴清有关水费", "停车费逾期 300 元", "请到服务中心缴费", "我们会打电话联系您", "车位管理费 80 元", "逾期将依法起诉", "可以微信或门禁机旁扫码缴费",
            "电梯费已包含在物业费内", "供暖费 1200 元"))
            LawfulWords.check("内容", text);
    }

    @Test void 一步一步来_隔够天数_不够金额的跳过() {
        var today = LocalDate.of(2026, 11, 21);
        var steps = List.of(new Step(1, StepKind.MESSAGE, 7, Money.ZERO, "短信", "缴"), new Step(2, StepKind.CALL, 30, Money.of("500.00"), "电话", ""),
            new Step(3, StepKind.LETTER, 60, Money.ZERO, "函", "缴"));
        assertThat(Step.next(steps, Map.of(), 6, Money.of("900.00"), today)).isEmpty();
        assertThat(Step.next(steps, Map.of(), 400, Money.of("900.00"), today)).contains(steps.get(0));
        assertThat(Step.next(steps, Map.of(1, today.minusDays(22)), 400, Money.of("900.00"), today)).isEmpty();
        assertThat(Step.next(steps, Map.of(1, today.minusDays(23)), 400, Money.of("900.00"), today)).contains(steps.get(1));
        assertThat(Step.next(steps, Map.of(1, today.minusDays(53)), 400, Money.of("499.99"), today)).contains(steps.get(2));
        assertThat(Step.next(steps, Map.of(1, today, 2, today, 3, today), 999, Money.of("900.00"), today)).isEmpty();
    }
}
