// SPDX-License-Identifier: GPL-3.0-or-later
#include "work/postbox.h"

namespace framescope::work {

namespace {

/// Goes with its parent.
class Holder : public QObject
{
public:
    explicit Holder(QObject* owner) : QObject(owner), box(std::make_shared<Postbox>(owner)) {}
    ~Holder() override { box->close(); }

    const std::shared_ptr<Postbox> box;
};

} // namespace

std::shared_ptr<Postbox> postboxOf(QObject* owner)
{
    for (QObject* child : owner->children()) {
        if (const auto* holder = dynamic_cast<const Holder*>(child)) {
            return holder->box;
        }
    }
    return (new Holder(owner))->box;
}

} // namespace framescope::work
