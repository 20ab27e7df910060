package cn.anju.ledger;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/legal-entities")
class LegalEntityController {

    private final LegalEntities entities;

    LegalEntityController(LegalEntities entities) {
        this.entities = entities;
    }

    @GetMapping
    @Needs("ledger.read")
    List<LegalEntity> list() {
        return entities.list();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs("ledger.edit")
    LegalEntity add(@Valid @RequestBody LegalEntity entity) {
        return entities.add(entity);
    }

    @PutMapping("/{id}")
    @Needs("ledger.edit")
    LegalEntity change(@PathVariable long id, @Valid @RequestBody LegalEntity entity) {
        return entities.change(id, entity);
    }
}
