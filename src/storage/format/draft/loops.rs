/// One step up: what an article derives from, and where the file says so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parent<'a> {
    /// Its place in the list.
    pub(crate) at: usize,
    pub(crate) place: &'a str,
}

/// What is found by going up from every article once.
#[derive(Debug, Default)]
pub(crate) struct Loops<'a> {
    /// The articles and their steps up without which there is no loop.
    pub(crate) closing: Vec<(usize, &'a str)>,
    /// All articles, each before those that it derives from.
    pub(crate) order: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// What it derives from is being looked at.
    Open,
    Done,
}

impl<'a> Loops<'a> {
    /// Looks at every step once, however deep they go.
    pub(crate) fn of(parents: &[Vec<Parent<'a>>]) -> Self {
        let mut states = vec![State::New; parents.len()];
        let mut found = Self::default();
        for start in 0..parents.len() {
            if states[start] == State::New {
                found.go_up(start, parents, &mut states);
            }
        }
        found.order.reverse();
        found
    }

    fn go_up(&mut self, start: usize, parents: &[Vec<Parent<'a>>], states: &mut [State]) {
        // The way from the start, and at each article how many of its steps were taken.
        let mut way = vec![(start, 0)];
        states[start] = State::Open;
        while let Some((at, taken)) = way.last_mut() {
            let Some(parent) = parents[*at].get(*taken) else {
                states[*at] = State::Done;
                self.order.push(*at);
                way.pop();
                continue;
            };
            *taken += 1;
            match states[parent.at] {
                State::New => {
                    states[parent.at] = State::Open;
                    way.push((parent.at, 0));
                }
                State::Open => self.closing.push((*at, parent.place)),
                State::Done => {}
            }
        }
    }
}
