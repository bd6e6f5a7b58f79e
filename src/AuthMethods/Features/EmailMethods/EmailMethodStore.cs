using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.EmailMethods;

internal sealed class EmailMethodStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<EmailMethodRow, EmailMethod>(db, policies, changes, (row, _) => EmailMethod.From(row), "email")
{
    public Task<Outcome<EmailMethod>> AddAsync(TargetUser user, string address) =>
        RegisterAsync(user, new EmailMethodRow { Id = EmailMethodRow.FixedId, EmailAddress = address }, exists: EmailErrors.EmailExists);

    public Task<Outcome<EmailMethod>> ReplaceAsync(TargetUser user, string id, string address) => TryAsync<EmailMethod>(async change =>
    {
        if (await RowAsync(change, user, id) is not { } row) return GraphErrors.MethodNotFound();
        change.Update(row);
        row.EmailAddress = address;
        change.Record(user, MethodChange.Updated, "email");
        return EmailMethod.From(row);
    });

    protected override UsageAuthMethod? UsageOf(EmailMethodRow row) => UsageAuthMethod.Email;
}
