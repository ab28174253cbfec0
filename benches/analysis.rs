//! Benches of derived data: `cargo bench -p benches --bench analysis`.

use generate::Size;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crosscheck::{
    analysis::{
        ClaimEvidence, ClaimSources, ClaimTable, Matrix, Roots, affected_claims, compare_names,
        shared_wording,
    },
    project::{Article, Edit, EvidenceEdit, Project, Stance},
};

fn sources(c: &mut Criterion) {
    let big = generate::with_sources(1, Size::BIG);
    c.bench_function(
        "independent sources of 5,000 claims with 100,000 pieces of evidence",
        |b| {
            b.iter(|| {
                let mut roots = Roots::new(&big);
                for claim in big.claims() {
                    black_box(ClaimSources::new(
                        &ClaimEvidence::new(&big, claim),
                        &mut roots,
                    ));
                }
            });
        },
    );
    c.bench_function("build the table with independent sources", |b| {
        b.iter_with_large_drop(|| ClaimTable::new(&big));
    });
    let mut table = ClaimTable::new(&big);
    let edit = an_edit(&big);
    c.bench_function("one claim\u{2019}s row after an edit", |b| {
        b.iter(|| table.update(&big, &affected_claims(&big, std::slice::from_ref(&edit))));
    });
}

fn matrix(c: &mut Criterion) {
    let big = generate::with_sources(1, Size::BIG);
    c.bench_function("build the matrix of 5,000 claims and 2,000 articles", |b| {
        b.iter_with_large_drop(|| Matrix::new(&big));
    });
    let mut matrix = Matrix::new(&big);
    let edit = an_edit(&big);
    c.bench_function("update the matrix after an edit", |b| {
        b.iter(|| matrix.update(&big, &affected_claims(&big, std::slice::from_ref(&edit))));
    });
}

fn comparing(c: &mut Criterion) {
    let big = generate::project(1, Size::BIG);
    let articles: Vec<&Article> = big.articles().collect();
    for count in [50, 2_000] {
        let some = &articles[..count.min(articles.len())];
        c.bench_function(&format!("wording that {count} articles share"), |b| {
            b.iter_with_large_drop(|| shared_wording(some, &|| false, &|| {}));
        });
    }
    c.bench_function("compare two names in two alphabets", |b| {
        b.iter(|| {
            compare_names(
                black_box("Wjatscheslaw Gladkow"),
                black_box("Вячеслав Гладков"),
            )
        });
    });
}

fn an_edit(project: &Project) -> Edit {
    let evidence = project.all_evidence().next().expect("there is evidence");
    Edit::Evidence(EvidenceEdit::SetStance {
        id: evidence.id,
        stance: Stance::Refutes,
    })
}

criterion_group! {
    name = analysis;
    config = Criterion::default().sample_size(10);
    targets = sources, matrix, comparing
}
criterion_main!(analysis);
