package cn.anju.kernel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * 先看有没有权限，再读请求内容。
 *
 * <p>401 unsigned; 403 when the person has the permission nowhere; 404 when he has it elsewhere but does not belong to
 * this community, so that foreign ids cannot be told from unknown ones.
 */
@Component
class NeedsInterceptor implements HandlerInterceptor {

    private final ObjectProvider<CommunityDirectory> communities;
    private final Clock clock;

    NeedsInterceptor(ObjectProvider<CommunityDirectory> communities, Clock clock) {
        this.communities = communities;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || !method.getBeanType().getPackageName().startsWith("cn.anju")) return true;
        ListSheet.remember(clock.instant(), clock.getZone(), request);
        var needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) throw new IllegalStateException(method + " does not say what it @Needs");
        if (needs.value().equals(Needs.PUBLIC)) return true;
        if (!CurrentUser.isKnown()) throw Problem.of(HttpStatus.UNAUTHORIZED, "not-signed-in", "请先登录");

        var community = communityOf(request);
        var user = CurrentUser.get();
        if (community == null) {
            if (!needs.value().equals(Needs.SIGNED_IN)) user.requireEverywhere(needs.value());
            return true;
        }
        checkCommunity(user, community, needs.value());
        return true;
    }

    private void checkCommunity(CurrentUser user, String text, String permission) {
        var anyPermission = permission.equals(Needs.SIGNED_IN);
        if (!anyPermission && !user.mayAnywhere(permission)) throw CurrentUser.notPermitted(permission);
        var community = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        if (community == 0 || !user.belongsTo(community) || !communities.getObject().exists(community))
            throw Problem.notFound("community-not-found", "没有这个小区，或您不在这个小区工作");
        if (!anyPermission) user.require(community, permission);
    }

    @SuppressWarnings("unchecked")
    private static @Nullable String communityOf(HttpServletRequest request) {
        var variables = (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? null : variables.get("community");
    }
}
