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
    const bool changes = event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
    if (watched == &splitter_ && changes) {
        share();
    }
    return QObject::eventFilter(watched, event);
}

void ComposerSpace::share()
{
    constexpr int most = 180; // pixels
    constexpr int least = 84;
    constexpr double part = 0.19;
    constexpr double mostPart = 0.4; ///< where the fields of a mode need more
    if (!chosen_) {
        const int usual = std::clamp(static_cast<int>(splitter_.height() * part), least, most);
        const int wanted = splitter_.widget(splitter_.count() - 1)->sizeHint().height();
        const int height =
            std::max(usual, std::min(wanted, static_cast<int>(splitter_.height() * mostPart)));
        splitter_.setSizes({std::max(1, splitter_.height() - height), height});
    }
}

} // namespace framescope::ui
