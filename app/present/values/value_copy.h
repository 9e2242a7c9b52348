// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <memory>

namespace framescope::present {

/// Writes a decoded value for the clipboard, in the background where that may take a while. The
/// newest request wins.
class ValueCopy : public QObject
{
    Q_OBJECT

public:
    /// Of the text; what is longer ends with "…".
    static constexpr std::size_t MaxBytes = std::size_t{64} << 20;

    explicit ValueCopy(QObject* parent = nullptr);
    ~ValueCopy() override;

    /// Precondition: the tree has the node.
    void start(std::shared_ptr<const codec::ValueTree> tree, codec::ValueTree::NodeId node);

signals:
    void finished(const QString& text);

private:
    work::Task task_;
};

} // namespace framescope::present
