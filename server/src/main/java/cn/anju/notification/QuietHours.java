package cn.anju.notification;

import cn.anju.setting.Settings;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 现在是不是免打扰的时候；是，就到几点。 */
@Component
class QuietHours {

    private final Settings settings;
    private final Clock clock;

    QuietHours(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    Optional<Instant> until(long community) {
        var quiet = settings.get(community, NotificationSettings.QUIET);
        var now = clock.instant().atZone(clock.getZone());
        if (!quiet.holds(now.toLocalTime())) return Optional.empty();
        var end = now.toLocalDate().atTime(quiet.to()).atZone(clock.getZone());
        return Optional.of((end.isAfter(now) ? end : end.plusDays(1)).toInstant());
    }
}
