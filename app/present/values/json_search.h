// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/byte_pattern.h"
#include "present/values/json_tree_model.h"
#include "work/task.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace framescope::present {

/// Finds a pattern in the keys and values of a JSON document, in the background and in the order
/// of the text. The newest request wins.
class JsonSearch : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        std::optional<codec::JsonOutline::NodeId> node; ///< whose key or value has it
        bool wrapped = false;                           ///< went on at the other end
    };

    explicit JsonSearch(QObject* parent = nullptr);
    ~JsonSearch() override;

    /// The next one behind a node, or the one before it.
    void findNext(std::shared_ptr<const JsonDocument> document, BytePattern pattern,
                  codec::JsonOutline::NodeId from);
    void findPrevious(std::shared_ptr<const JsonDocument> document, BytePattern pattern,
                      codec::JsonOutline::NodeId from);
    /// The first one of all.
    void findFirst(std::shared_ptr<const JsonDocument> document, BytePattern pattern);
    void cancel() { task_.cancel(); }

    /// What the searches go by, in the calling thread: the first node with a match that begins
    /// at a position of the text or behind it; where a node's key or else its value begins; and
    /// where what belongs to it alone ends.
    static std::optional<codec::JsonOutline::NodeId> next(const JsonDocument& document,
                                                          const BytePattern& pattern,
                                                          std::size_t from,
                                                          const std::stop_token& stop);
    static std::size_t placeOf(const JsonDocument& document, codec::JsonOutline::NodeId node);
    static std::size_t endOf(const JsonDocument& document, codec::JsonOutline::NodeId node);

signals:
    void finished(const framescope::present::JsonSearch::Outcome& outcome);

private:
    void start(std::shared_ptr<const JsonDocument> document, BytePattern pattern, std::size_t where,
               bool backwards);

    work::Task task_;
};

} // namespace framescope::present
