using AuthMethods.Messages;
using AuthMethods.Methods;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Sends codes for self-service password reset to the user's phones.</summary>
internal sealed class PhoneReset(AuthDb db) : IPasswordResetMethod
{
    private static readonly (ResetWay Way, PhoneType Type)[] All =
    [
        (new("sms", "mobilePhone", MessageChannel.Sms, "Text a code to my mobile phone"), PhoneType.Mobile),
        (new("call", "mobilePhone", MessageChannel.Voice, "Call my mobile phone"), PhoneType.Mobile),
        (new("otherCall", "alternateMobilePhone", MessageChannel.Voice, "Call my other mobile phone"), PhoneType.AlternateMobile),
        (new("officeCall", "officePhone", MessageChannel.Voice, "Call my office phone"), PhoneType.Office),
    ];

    public IReadOnlyList<ResetWay> Ways { get; } = [.. All.Select(a => a.Way)];

    public async Task<CodeRecipient?> FindAsync(Guid userId, ResetWay way)
    {
        var id = PhoneMethodRow.IdOf(All.First(a => a.Way == way).Type);
        var phone = await db.Set<PhoneMethodRow>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == userId && p.Id == id);
        return phone is null ? null : new(way.Channel!.Value, phone.PhoneNumber, phone.Id);
    }
}
