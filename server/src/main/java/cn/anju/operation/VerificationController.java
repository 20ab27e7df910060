package cn.anju.operation;

import cn.anju.kernel.Needs;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 账目核对：最近一次各项如何，以前各次如何；可以马上再做一次。 */
@RestController
@RequestMapping("/api/verification")
class VerificationController {

    private static final int SHOWN = 30;

    /** @param runs the newest first, none before the first night */
    record Overview(List<VerificationLog.Run> runs, List<VerificationLog.Finding> findings) {}

    private final VerificationLog log;
    private final DailyVerification daily;

    VerificationController(VerificationLog log, DailyVerification daily) {
        this.log = log;
        this.daily = daily;
    }

    @GetMapping
    @Needs(DailyVerification.PERMISSION)
    Overview overview() {
        var runs = log.recent(SHOWN);
        return new Overview(runs, runs.isEmpty() ? List.of() : log.findings(runs.getFirst().id()));
    }

    @PostMapping
    @Needs(DailyVerification.PERMISSION)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void run() {
        daily.runSoon();
    }
}
