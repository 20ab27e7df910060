package cn.anju.job;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** 会干的长活，按种类找。 */
@Component
class JobHandlers {

    private final ObjectProvider<JobHandler<?>> handlers;

    JobHandlers(ObjectProvider<JobHandler<?>> handlers) {
        this.handlers = handlers;
    }

    JobHandler<?> get(String kind) {
        return handlers.stream().filter(handler -> handler.kind().equals(kind)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no handler for jobs of kind " + kind));
    }
}
