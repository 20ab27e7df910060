package cn.anju;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Anju {
    public static void main(String... args) {
        SpringApplication.run(Anju.class, args);
    }
}
