package cn.anju.duty;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * 公司把一条职责改成这样。
 *
 * @param isOff no more rounds are handed out, no figure is shown
 * @param evidence as shipped, a kind of record, a figure, an entry of a register, or a tick by hand
 * @param evidenceKey the record's, the figure's or the register's; without one any register that names this duty
 * @param evidenceLabel what it is called
 * @param limits null as shipped
 * @param version counts the changes, from 1
 */
record Amendment(String dutyId, boolean isOff, List<String> roles, Cadence cadence, Per per, @Nullable LocalTime clock, @Nullable Integer day, Source evidence, @Nullable String evidenceKey,
                 String evidenceLabel, @Nullable List<String> limits, String reason, int version, String madeName, Instant madeAt) {

    /** 凭什么：照目录、凭一种记录、凭一个数字、凭台账、自己打勾。 */
    enum Source { SHIPPED, EVENT, METRIC, REGISTER, MANUAL }

    /** The catalogue's duty, as the company has it. Where the catalogue leaves the rhythm open and the company has not fixed it, the setting still says it. */
    Duty of(Duty shipped) {
        var proof = switch (evidence) {
            case SHIPPED -> shipped.evidence();
            case EVENT -> new Evidence(Evidence.Type.EVENT, Objects.requireNonNull(evidenceKey), evidenceLabel);
            case METRIC -> new Evidence(Evidence.Type.METRIC, Objects.requireNonNull(evidenceKey), evidenceLabel);
            case REGISTER -> new Evidence(Evidence.Type.REGISTER, shipped.id(), evidenceLabel);
            case MANUAL -> new Evidence(Evidence.Type.MANUAL, "tick", evidenceLabel);
        };
        return new Duty(shipped.id(), shipped.module(), shipped.duty(), roles, cadence, shipped.when(), limits == null ? shipped.limits() : limits, shipped.proof(), per, clock, day,
            shipped.times(), shipped.grace(), cadence == shipped.cadence() ? shipped.rhythm() : null, proof, shipped.link(), shipped.elsewhere(), isOff, version);
    }
}
