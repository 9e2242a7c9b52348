// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/value_copy.h"

#include "base/qt_string.h"
#include "codec/value_text.h"
#include "work/postbox.h"

#include <utility>

namespace framescope::present {

ValueCopy::ValueCopy(QObject* parent) : QObject(parent) {}

ValueCopy::~ValueCopy() = default;

void ValueCopy::start(std::shared_ptr<const codec::ValueTree> tree, codec::ValueTree::NodeId node)
{
    constexpr std::uint32_t mostAtOnce = 64U << 10;
    const std::uint64_t number = ++newest_;
    if (tree->node(node).value.size() <= mostAtOnce) {
        task_.cancel();
        emit finished(toQString(diagnosticText(*tree, node, MaxBytes)));
        return;
    }
    task_.run([this, box = postboxOf(this), number, tree = std::move(tree),
               node](const std::stop_token& stop) {
        const QString text = toQString(diagnosticText(*tree, node, MaxBytes));
        if (stop.stop_requested()) {
            return;
        }
        const auto deliver = [this, number, text] {
            if (number == newest_) {
                emit finished(text);
            }
        };
        box->post(deliver);
    });
}

} // namespace framescope::present
