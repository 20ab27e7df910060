package cn.anju.access;

import cn.anju.kernel.PlainTransactionManager;
import cn.anju.kernel.Pools;
import cn.anju.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * 登录与会话：密码用 Argon2，会话在库里，改动请求要带 CSRF 令牌。
 *
 * <p>Who answers a survey by its link has no session that another site could ride on: the secret is the address itself.
 */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(tableName = "access.session")
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data: blob:; "
        + "style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'none'; "
        + "form-action 'self'; frame-ancestors 'self'";

    @Bean
    SecurityFilterChain security(HttpSecurity http, ApiTokenFilter apiTokens,
                                 @Qualifier("handlerExceptionResolver") HandlerExceptionResolver edge) throws Exception {
        return http
            .csrf(csrf -> csrf.spa().csrfTokenRepository(csrfTokens()).ignoringRequestMatchers(ApiTokenFilter::hasToken).ignoringRequestMatchers("/answer/*/*"))
            .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
            .requestCache(cache -> cache.disable())
            .logout(logout -> logout.disable())
            .anonymous(anonymous -> {})
            .headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .frameOptions(frame -> frame.sameOrigin())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
            .authorizeHttpRequests(requests -> requests
                .requestMatchers("/api/session", "/api/setup", "/api/openapi", "/api/openapi/**").permitAll()
                .requestMatchers("/api/**").authenticated()
                .anyRequest().permitAll())
            .addFilterBefore(apiTokens, UsernamePasswordAuthenticationFilter.class)
            .exceptionHandling(refused -> refused
                .authenticationEntryPoint((request, response, e) -> edge.resolveException(request, response, null, notSignedIn()))
                .accessDeniedHandler((request, response, e) -> edge.resolveException(request, response, null,
                    !isSignedIn() && !isOpen(request) ? notSignedIn()
                        : Problem.forbidden("csrf-token-missing", "页面已过期，请刷新后再试"))))
            .build();
    }

    private static CookieCsrfTokenRepository csrfTokens() {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.path("/").sameSite("Lax"));
        return tokens;
    }

    /** The request itself does not know yet: the token is looked at before it is told. */
    private static boolean isSignedIn() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof UsernamePasswordAuthenticationToken;
    }

    private static boolean isOpen(HttpServletRequest request) {
        return request.getServletPath().equals("/api/session") || request.getServletPath().equals("/api/setup");
    }

    private static Problem notSignedIn() {
        return Problem.of(HttpStatus.UNAUTHORIZED, "not-signed-in", "请先登录");
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    SecurityContextRepository securityContextRepository() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    SessionIds sessionIds() {
        return new SessionIds();
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionLifetime() {
        return repository -> repository.setDefaultMaxInactiveInterval(Duration.ofHours(4));
    }

    /** Sessions are saved in transactions of their own, which know neither communities nor audit, and not on the connections of exports. */
    @Bean(name = "springSessionTransactionOperations", defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations(DataSource dataSource) {
        var template = new TransactionTemplate(new PlainTransactionManager(dataSource));
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new TransactionOperations() {
            @Override
            public <T> @Nullable T execute(TransactionCallback<T> step) {
                return Pools.atDesk(() -> template.execute(step));
            }
        };
    }
}
