package cn.anju.duty;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 目录里的一条职责。
 *
 * @param id module dot name, as in the offices' catalogue; never changes
 * @param duty what is to be done, one sentence
 * @param when the catalogue's own words on the time
 * @param limits figures and bans that the duty names
 * @param proof the record that the catalogue expects
 * @param per whom a round of it belongs to; the first of {@code roles} is the named doer where it belongs to all
 * @param clock due at this time of the day; the day's end when absent
 * @param day due on this day of the round, counted from 1, from its end when negative; the last day when absent
 * @param times how many records a round takes
 * @param grace days after the round's end on which it is due instead, and its record still counts
 * @param rhythm where the catalogue says 定期 and no more: how often, unless a setting says otherwise
 * @param link the page inside the community where it is done
 * @param elsewhere role → the page where that role has its part in it, when {@code link} is not for it
 * @param isOff the company does not have it done
 * @param version of the company's own change; 0 as shipped
 */
record Duty(String id, String module, String duty, List<String> roles, Cadence cadence, @Nullable String when, List<String> limits, String proof, Per per,
            @Nullable LocalTime clock, @Nullable Integer day, int times, int grace, @Nullable Cadence rhythm, Evidence evidence, String link, Map<String, String> elsewhere, boolean isOff, int version) {

    @JsonIgnore
    String first() {
        return roles.getFirst();
    }

    /** Where somebody with these roles does it. */
    String linkFor(Set<String> held) {
        var own = roles.stream().filter(held::contains).toList();
        return own.isEmpty() || !elsewhere.keySet().containsAll(own) ? link : elsewhere.get(own.getFirst());
    }

    /** The day on which this round of it is due. */
    LocalDate dueOn(Cadence.Span round) {
        if (day == null) return round.to().plusDays(grace);
        var due = day > 0 ? round.from().plusDays(day - 1) : round.to().plusDays(day + 1);
        return due.isAfter(round.to()) ? round.to() : due;
    }

    /** The same, recorded in this register. */
    Duty in(String register, String page) {
        return new Duty(id, module, duty, roles, cadence, when, limits, proof, per, clock, day, times, grace, rhythm, new Evidence(evidence.type(), evidence.key(), register), page,
            elsewhere, isOff, version);
    }
}
