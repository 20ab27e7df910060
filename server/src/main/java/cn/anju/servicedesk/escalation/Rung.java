package cn.anju.servicedesk.escalation;

import cn.anju.servicedesk.ticket.TicketKind;
import cn.anju.servicedesk.ticket.Urgency;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * 梯子的一级。
 *
 * @param step from 1
 * @param minutes after the deadline, before it when negative; counted like the deadline itself, by the clock for a promised arrival: somebody waits at home
 */
record Rung(@NotNull TicketKind kind, @NotNull Urgency urgency, @Min(1) @Max(9) int step, @NotNull(message = "请选接单、上门还是办完的期限") Basis basis,
            @Min(-100000) @Max(100000) int minutes, @NotNull(message = "请选告诉谁") Tells tells) {

    /** 照哪个期限。 */
    enum Basis {
        ACCEPT("接单期限"),
        FINISH("办完期限"),
        ARRIVE("答应上门的时间");

        final String label;

        Basis(String label) {
            this.label = label;
        }
    }

    /** 告诉谁。 */
    enum Tells {
        OWNER("负责人", List.of()),
        SUPERVISOR("客服主管", List.of("cs_supervisor")),
        DIRECTOR("管理处主任", List.of("director"));

        final String label;
        final List<String> roles;

        Tells(String label, List<String> roles) {
            this.label = label;
            this.roles = roles;
        }
    }

    /** 办完期限前 30 分钟 */
    String when() {
        return basis.label + (minutes == 0 ? "到时" : minutes < 0 ? "前 " + span(-minutes) : "过后 " + span(minutes));
    }

    /** 90 分钟、4 小时、9 小时 20 分 */
    private static String span(int minutes) {
        if (minutes < 120) return minutes + " 分钟";
        return minutes % 60 == 0 ? minutes / 60 + " 小时" : "%d 小时 %d 分".formatted(minutes / 60, minutes % 60);
    }

    /** 急的半小时前就提醒，过了就报主管，再一小时报主任；别的宽一些，只数上班时间。答应了上门没去的，到时就报主管。 */
    static List<Rung> usual(TicketKind kind, Urgency urgency) {
        var span = switch (urgency) {
            case URGENT -> new int[] {0, -30, 0, 60};
            case NORMAL -> new int[] {30, -60, 0, 240};
            case PLANNED -> new int[] {560, -560, 0, 1120};
        };
        return List.of(new Rung(kind, urgency, 1, Basis.ACCEPT, span[0], Tells.SUPERVISOR), new Rung(kind, urgency, 2, Basis.FINISH, span[1], Tells.OWNER),
            new Rung(kind, urgency, 3, Basis.FINISH, span[2], Tells.SUPERVISOR), new Rung(kind, urgency, 4, Basis.FINISH, span[3], Tells.DIRECTOR), new Rung(kind, urgency, 5, Basis.ARRIVE, 0, Tells.SUPERVISOR));
    }
}
