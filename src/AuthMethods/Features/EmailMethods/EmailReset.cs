using AuthMethods.Messages;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.EmailMethods;

/// <summary>Sends codes for self-service password reset to the user's e-mail method.</summary>
internal sealed class EmailReset(AuthDb db) : IPasswordResetMethod
{
    public IReadOnlyList<ResetWay> Ways { get; } = [new("email", "email", MessageChannel.Email, "Send a code to my e-mail address")];

    public async Task<CodeRecipient?> FindAsync(Guid userId, ResetWay way) =>
        await db.Set<EmailMethodRow>().AsNoTracking().FirstOrDefaultAsync(e => e.UserId == userId) is { } email
            ? new(MessageChannel.Email, email.EmailAddress, email.Id)
            : null;
}
