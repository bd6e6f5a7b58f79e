using AuthMethods.Messages;
using AuthMethods.Wire.Query;
using static AuthMethods.Wire.Query.Operators;

namespace AuthMethods.Features.Outbox;

/// <summary>The fields by which the outbox can be filtered and sorted. What is encrypted is not among them.</summary>
internal static class OutboxFields
{
    public static readonly Fields<MessageRow> All = new Fields<MessageRow>("Message", typeof(OutboxMessage), m => m.Id)
    {
        IsDirectory = false,
        DefaultOrder = ("createdDateTime", true),
    }
        .Enum("channel", m => m.Channel, Eq | Ne)
        .Instant("createdDateTime", m => m.CreatedDateTime, Eq | Ge | Le, sort: Allowed.ByDefault)
        .Id("id", m => m.Id, Eq)
        .Enum("state", m => m.State, Eq | Ne)
        .Id("userId", m => m.UserId, Eq);
}
