using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;

namespace AuthMethods.Features.EmailMethods;

public sealed class EmailMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<EmailMethodRow, EmailMethod>(db, policies, changes, (row, _) => EmailMethod.From(row), "email")
{
    /// <summary>Null when the user has one already.</summary>
    public Task<EmailMethod?> AddAsync(TargetUser user, string address) =>
        RegisterAsync(user, new EmailMethodRow { Id = EmailMethodRow.FixedId, EmailAddress = address });

    /// <summary>Null when the user has none.</summary>
    public Task<EmailMethod?> ReplaceAsync(TargetUser user, string id, string address) => ApplyAsync<EmailMethod?>(async change =>
    {
        if (await RowAsync(change, user, id) is not { } row) return null;
        change.Update(row);
        row.EmailAddress = address;
        change.Record(user, MethodChange.Updated, "email");
        return EmailMethod.From(row);
    });
}
