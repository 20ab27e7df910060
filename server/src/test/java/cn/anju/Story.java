package cn.anju;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * 一个故事：整个应用、随机端口、真的 PostgreSQL、可拨的时钟。
 *
 * <p>All stories of a run share one application and one database; each makes a community of its own. The tag picks
 * them out for the run against an external PostgreSQL; those that would find the same there say so with
 * {@link SameOnAnyDatabase} and stay at home.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Anju.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = StoryDatabase.class)
@Import(StoryConfiguration.class)
@ExtendWith(StoryExtension.class)
@Tag("story")
public @interface Story {}
