package cn.anju.duty;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 公司把一条职责改成这样。
 *
 * @param isOff no more rounds are handed out, no figure is shown
 * @param evidence as shipped, an entry of a register that names this duty, or a tick by hand
 * @param version counts the changes, from 1
 */
record Amendment(String dutyId, boolean isOff, List<String> roles, Cadence cadence, Per per, @Nullable LocalTime clock, @Nullable Integer day, Source evidence, String reason,
                 int version, String madeName, Instant madeAt) {

    /** 凭什么：照目录、凭台账、自己打勾。 */
    enum Source { SHIPPED, REGISTER, MANUAL }

    /** The catalogue's duty, as the company has it. */
    Duty of(Duty shipped) {
        var proof = switch (evidence) {
            case SHIPPED -> shipped.evidence();
            case REGISTER -> new Evidence(Evidence.Type.REGISTER, shipped.id(), "台账");
            case MANUAL -> new Evidence(Evidence.Type.MANUAL, "tick", "本人打勾");
        };
        return new Duty(shipped.id(), shipped.module(), shipped.duty(), roles, cadence, shipped.when(), shipped.limits(), shipped.proof(), per, clock, day,
            shipped.times(), shipped.grace(), null, proof, shipped.link(), shipped.elsewhere(), isOff, version);
    }
}
