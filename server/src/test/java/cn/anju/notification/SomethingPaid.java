package cn.anju.notification;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** 测试用的临发检查：这几件事已经交了钱。 */
@Component
class SomethingPaid implements SendGuard {

    static final Set<Long> paid = ConcurrentHashMap.newKeySet();

    @Override
    public String subjectType() {
        return "story";
    }

    @Override
    public Optional<String> reasonNotToSend(long community, long subjectId) {
        return paid.contains(subjectId) ? Optional.of("已经交清") : Optional.empty();
    }
}
