// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/value_copy.h"

#include "base/text/qt_string.h"
#include "codec/value_text.h"

#include <utility>

namespace framescope::present {

ValueCopy::ValueCopy(QObject* parent) : QObject(parent) {}

ValueCopy::~ValueCopy() = default;

void ValueCopy::start(std::shared_ptr<const codec::ValueTree> tree, codec::ValueTree::NodeId node)
{
    constexpr std::uint32_t mostAtOnce = 64U << 10;
    if (tree->node(node).value.size() <= mostAtOnce) {
        task_.cancel();
        emit finished(toQString(diagnosticText(*tree, node, MaxBytes)));
        return;
    }
    task_.run([tree = std::move(tree), node](
                  work::Run& /*run*/) { return toQString(diagnosticText(*tree, node, MaxBytes)); },
              [this](const QString& text) { emit finished(text); });
}

} // namespace framescope::present
