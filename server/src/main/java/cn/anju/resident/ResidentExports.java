package cn.anju.resident;

import cn.anju.job.ListExport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 住户行数多，导出交给后台；号码照样遮住。 */
@Configuration(proxyBeanMethods = false)
class ResidentExports {

    @Bean
    ListExport<PersonList.Filter, PersonList.PersonRow> personExport(PersonList list) {
        return new ListExport<>("people.xlsx", "住户", "resident.read", PersonList.Filter.class, PersonController.COLUMNS, list::page);
    }
}
