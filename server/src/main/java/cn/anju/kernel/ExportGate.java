package cn.anju.kernel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * 导出和打印用后台那一池连接，至多占一半：月底人人导报表，收银台照样收款，出账照样算。
 *
 * <p>Refuses after a short wait (503 {@code exports-busy}) instead of letting requests queue up behind slow ones.
 */
@Component
class ExportGate implements HandlerInterceptor {

    /** Of the 16 connections of the pool for work, see application.yaml. */
    static final int MOST = 8;

    private static final long PATIENCE_MILLIS = 1500;
    private static final String INSIDE = ExportGate.class.getName();

    private final Semaphore places = new Semaphore(MOST, true);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws InterruptedException {
        if (!request.getServletPath().matches(".*\\.(xlsx|csv|pdf|html|zip)")) return true;
        if (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "exports-busy", "同时导出、打印的人太多，请过一会儿再试");
        request.setAttribute(INSIDE, true);
        Pools.leaveDesk();
        return true;
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception e) {
        if (request.getAttribute(INSIDE) == null) return;
        request.removeAttribute(INSIDE);
        places.release();
        Pools.enterDesk();
    }
}
