// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer_space.h"

#include <QEvent>
#include <QSplitter>

#include <algorithm>

namespace framescope::ui {

ComposerSpace::ComposerSpace(QSplitter& splitter) : QObject(&splitter), splitter_(splitter)
{
    splitter_.installEventFilter(this);
    connect(&splitter_, &QSplitter::splitterMoved, this, [this] { chosen_ = true; });
    share();
}

void ComposerSpace::restore(const QByteArray& state)
{
    chosen_ = !state.isEmpty() && splitter_.restoreState(state);
}

QByteArray ComposerSpace::save() const
{
    return chosen_ ? splitter_.saveState() : QByteArray();
}

bool ComposerSpace::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &splitter_ && event->type() == QEvent::Resize) {
        share();
    }
    return QObject::eventFilter(watched, event);
}

void ComposerSpace::share()
{
    constexpr int most = 180; // pixels
    constexpr int least = 84;
    constexpr double part = 0.19;
    if (!chosen_) {
        const int height = std::clamp(static_cast<int>(splitter_.height() * part), least, most);
        splitter_.setSizes({std::max(1, splitter_.height() - height), height});
    }
}

} // namespace framescope::ui
