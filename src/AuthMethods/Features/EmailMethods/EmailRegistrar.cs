using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Features.EmailMethods;

/// <summary>Registers email addresses in bulk.</summary>
internal sealed class EmailRegistrar(EmailMethodStore store) : IRegistrar
{
    public IReadOnlyList<string> Columns { get; } = ["email"];

    public string Permission => EmailMethodKind.Write;

    public async Task<Registration> SetAsync(TargetUser user, string column, string value)
    {
        if (!EmailAddress.IsValid(value)) throw EmailErrors.EmailFormat();
        if (await store.FindAsync(user, EmailMethodRow.FixedId) is not { } email)
        {
            return (await store.AddAsync(user, value)).With(Registration.Registered).OrThrow();
        }

        if (email.EmailAddress == value) return Registration.Unchanged;
        return (await store.ReplaceAsync(user, EmailMethodRow.FixedId, value)).With(Registration.Updated).OrThrow();
    }
}
