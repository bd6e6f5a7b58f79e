using System.Security.Cryptography;
using AuthMethods.Access;
using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Tests.Features.RecoveryCodes;

internal sealed class RecoveryCodeStore(AuthDb db, UserPolicies policies, Changes changes)
    : MethodKindStore<RecoveryCodeRow, RecoveryCode>(db, policies, changes, (row, _) => RecoveryCode.From(row), "recovery code")
{
    public async Task<Outcome<RecoveryCode>> AddAsync(TargetUser user, string? displayName)
    {
        var code = RandomNumberGenerator.GetHexString(16);
        var row = new RecoveryCodeRow { Id = Guid.NewGuid().ToString(), DisplayName = displayName, CodeHash = RecoveryCodeRow.HashOf(code) };
        return (await RegisterAsync(user, row)).Refusal is { } refusal ? refusal : RecoveryCode.From(row, code);
    }
}
