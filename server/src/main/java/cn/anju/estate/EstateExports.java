package cn.anju.estate;

import cn.anju.job.ListExport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 房屋行数多，导出交给后台。 */
@Configuration(proxyBeanMethods = false)
class EstateExports {

    @Bean
    ListExport<RoomList.Filter, Room> roomExport(RoomList list) {
        return new ListExport<>("rooms.xlsx", "房屋", "estate.read", RoomList.Filter.class, RoomController.COLUMNS, list::page);
    }
}
