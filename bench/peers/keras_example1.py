"""The course's first example in Keras, as its notebook has it: LSTM(32), Dense(5), softmax, 100 epochs of RMSprop."""

import numpy as np
from keras import Sequential, layers, utils

utils.set_random_seed(7)
inputs = utils.to_categorical(np.array([[1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 1]]) - 1, 5)
targets = utils.to_categorical(np.array([4, 5, 1, 2]) - 1, 5)

model = Sequential([layers.Input((3, 5)), layers.LSTM(32), layers.Dense(5), layers.Activation("softmax")])
model.compile(loss="categorical_crossentropy", optimizer="rmsprop")
model.fit(inputs, targets, epochs=100, verbose=2)
print((model.predict(inputs, verbose=0).argmax(axis=1) + 1).tolist())
