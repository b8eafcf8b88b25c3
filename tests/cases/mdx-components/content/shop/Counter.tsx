/** @jsxImportSource preact */
import { useState } from 'preact/hooks';

export default function Counter({ start }: { start: number }) {
  const [count, setCount] = useState(start);
  return (
    <button type="button" class="counter" onClick={() => setCount(count + 1)}>
      Pressed {count} times
    </button>
  );
}
