using AuthMethods.Credentials;
using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;

namespace AuthMethods.Features.PasswordMethods;

internal sealed class PasswordRows : IPasswordRows
{
    public void Add(AuthDb db, UserRow user, string hash, DateTimeOffset now) => db.Add(PasswordMethodRow.Of(user, hash, now));

    public async Task ReplaceAsync(AuthDb db, UserRow user, string hash, DateTimeOffset now)
    {
        if (await db.Set<PasswordMethodRow>().SingleOrDefaultAsync(p => p.UserId == user.Id) is { } password)
        {
            (password.PasswordHash, password.CreatedDateTime) = (hash, now);
        }
        else
        {
            Add(db, user, hash, now);
        }
    }
}
